kubectl label pods -l app=web marked=yes
kubectl delete "$(kubectl get pods -l app=web -o name | head -n 1)"
