# Switching it off and on again.
# with: fault=option
# expect: customers-served not-yet
kubectl rollout restart deployment front
kubectl delete pods -l app=front
