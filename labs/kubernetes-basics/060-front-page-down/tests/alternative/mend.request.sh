# with: fault=memory
kubectl set resources deployment front --requests=memory=64Mi
