# Up, but the storm goes on.
# expect: up-and-down not-yet
kubectl run storm --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 --restart=Never --command -- sh -c 'while true; do curl -s -o /dev/null "http://web/hostname?[1-500]"; done'
kubectl wait hpa web --for=jsonpath='{.status.desiredReplicas}'=4 --timeout=120s
