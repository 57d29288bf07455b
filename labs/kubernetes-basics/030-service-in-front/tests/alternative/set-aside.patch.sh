pod=$(kubectl get pods -l app=web -o name | tail -n 1)
kubectl patch "$pod" --type=json --patch '[{"op": "replace", "path": "/metadata/labels/app", "value": "quarantine"}]'
