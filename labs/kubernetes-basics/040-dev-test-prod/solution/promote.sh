echo VERSION=2 > overlays/dev/version.env
kubectl apply -k overlays/dev
kubectl rollout status deployment web --timeout=60s
cp overlays/dev/version.env overlays/test/version.env
kubectl apply -k overlays/test -n ${ns.test}
kubectl rollout status deployment web -n ${ns.test} --timeout=60s
cp overlays/test/version.env overlays/prod/version.env
kubectl apply -k overlays/prod -n ${ns.prod}
kubectl rollout status deployment web -n ${ns.prod} --timeout=60s
