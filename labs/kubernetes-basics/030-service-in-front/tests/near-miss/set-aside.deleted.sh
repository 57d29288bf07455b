# The odd one is gone, and with it everything there was to find out.
# expect: pod-set-aside not-yet
kubectl delete "$(kubectl get pods -l app=web -o name | head -n 1)"
