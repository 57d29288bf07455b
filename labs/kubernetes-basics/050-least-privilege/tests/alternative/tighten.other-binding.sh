kubectl create role only-the-report --verb=get,watch --resource=configmaps --resource-name=report
kubectl create rolebinding only-the-report --role=only-the-report --serviceaccount=${ns.main}:reporter
kubectl delete rolebinding reporter
