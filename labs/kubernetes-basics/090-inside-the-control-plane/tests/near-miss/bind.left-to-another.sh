# It runs, since the ordinary scheduler has been asked instead. That was not the point.
# expect: bound-and-running wrong
kubectl get pod waiting -o yaml | sed '/schedulerName/d' > ordinary.yaml
kubectl delete pod waiting --now
kubectl create -f ordinary.yaml
