kubectl create role pod-reader --verb=get,list,watch --resource=pods
kubectl create rolebinding watcher --role=pod-reader --serviceaccount=${ns.main}:watcher
