# expect: survivors-marked not-yet
kubectl delete "$(kubectl get pods -l app=web -o name | head -n 1)"
