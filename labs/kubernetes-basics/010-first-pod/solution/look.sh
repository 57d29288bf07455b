address=$(kubectl get pod hello -o jsonpath='{.status.podIP}')
kubectl annotate pod hello my-ip="$address"
