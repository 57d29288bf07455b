address=$(kubectl get pod hello -o wide --no-headers | awk '{ print $6 }')
kubectl patch pod hello --type=merge --patch "{\"metadata\": {\"annotations\": {\"my-ip\": \"$address\"}}}"
