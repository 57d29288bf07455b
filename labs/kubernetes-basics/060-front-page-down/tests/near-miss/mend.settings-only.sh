# A program reads its environment when it starts: the running ones know nothing of it.
# with: fault=port
# expect: customers-served not-yet
until kubectl get pods -l app=front -o jsonpath='{.items[*].status.containerStatuses[*].started}' | grep -q 'true true'; do sleep 1; done
kubectl patch configmap front-settings --type=merge --patch '{"data": {"PORT": "8080"}}'
