# Every ConfigMap, the prices among them.
# expect: only-report not-yet
kubectl delete rolebinding reporter
kubectl create role report-reader --verb=get --resource=configmaps
kubectl create rolebinding reporter --role=report-reader --serviceaccount=${ns.main}:reporter
