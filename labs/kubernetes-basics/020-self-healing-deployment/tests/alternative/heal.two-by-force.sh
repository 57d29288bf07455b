for pod in $(kubectl get pods -l app=web -o name); do
  kubectl label "$pod" marked=yes
done
kubectl delete --grace-period=0 --force $(kubectl get pods -l app=web -o name | tail -n 2)
