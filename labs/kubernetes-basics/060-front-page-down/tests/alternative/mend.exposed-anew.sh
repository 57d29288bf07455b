# with: fault=label
kubectl delete service front
kubectl expose deployment front --port=80 --target-port=8080
