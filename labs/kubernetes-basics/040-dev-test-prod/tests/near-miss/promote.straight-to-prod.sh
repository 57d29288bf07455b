# On a Friday afternoon.
# expect: prod-has-2 spent
echo VERSION=2 > overlays/prod/version.env
kubectl apply -k overlays/prod -n ${ns.prod}
