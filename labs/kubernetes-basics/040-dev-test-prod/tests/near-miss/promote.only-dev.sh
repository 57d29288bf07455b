# expect: test-has-2 not-yet
echo VERSION=2 > overlays/dev/version.env
kubectl apply -k overlays/dev
