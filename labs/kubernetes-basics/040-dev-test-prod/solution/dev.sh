kubectl apply -k overlays/dev
