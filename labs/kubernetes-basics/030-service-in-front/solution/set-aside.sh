pod=$(kubectl get pods -l app=web -o name | head -n 1)
kubectl label "$pod" app=quarantine --overwrite
