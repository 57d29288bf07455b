# expect: two-in-test not-yet
mkdir -p overlays/prod
cp overlays/dev/version.env overlays/prod/
sed 's/count: 2/count: 3/' overlays/test/kustomization.yaml > overlays/prod/kustomization.yaml
kubectl apply -k overlays/prod -n ${ns.prod}
