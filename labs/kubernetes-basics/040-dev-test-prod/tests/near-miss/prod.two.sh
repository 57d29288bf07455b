# A copy of test, unchanged.
# expect: three-in-prod wrong
cp -r overlays/test overlays/prod
kubectl apply -k overlays/test -n ${ns.test}
kubectl apply -k overlays/prod -n ${ns.prod}
