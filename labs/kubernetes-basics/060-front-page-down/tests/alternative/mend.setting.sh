# with: fault=port
kubectl patch configmap front-settings --type=merge --patch '{"data": {"PORT": "8080"}}'
kubectl delete pods -l app=front
