# The call succeeds, but it goes around the Service.
# expect: client-succeeded not-yet
address=$(kubectl get pods -l app=web -o jsonpath='{.items[0].status.podIP}')
kubectl run client --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 --labels=role=client --restart=Never -- connect "$address:${vars.port}" --timeout=5s
