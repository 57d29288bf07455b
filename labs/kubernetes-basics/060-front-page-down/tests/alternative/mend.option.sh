# with: fault=option
kubectl get deployment front -o yaml | sed 's/http-prot/http-port/' | kubectl apply -f -
