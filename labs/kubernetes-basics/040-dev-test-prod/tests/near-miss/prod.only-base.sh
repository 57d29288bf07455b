# Three of the base, without the ConfigMap that says the version.
# expect: three-in-prod not-yet
kubectl apply -k overlays/test -n ${ns.test}
kubectl apply -k base -n ${ns.prod}
kubectl scale deployment web -n ${ns.prod} --replicas=3
