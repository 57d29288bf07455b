# A Role that nobody is bound to gives nothing to anybody.
# expect: can-read-pods not-yet
kubectl create role pod-reader --verb=get,list,watch --resource=pods
