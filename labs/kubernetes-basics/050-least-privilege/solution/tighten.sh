kubectl delete rolebinding reporter
kubectl create role report-reader --verb=get --resource=configmaps --resource-name=report
kubectl create rolebinding reporter --role=report-reader --serviceaccount=${ns.main}:reporter
