# A program reads its environment when it starts: the running ones know nothing of it.
# with: fault=port
# expect: customers-served not-yet
kubectl patch configmap front-settings --type=merge --patch '{"data": {"PORT": "8080"}}'
