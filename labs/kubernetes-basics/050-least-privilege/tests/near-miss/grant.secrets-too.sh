# expect: nothing-else not-yet
kubectl create role pod-reader --verb=get,list,watch --resource=pods,secrets
kubectl create rolebinding watcher --role=pod-reader --serviceaccount=${ns.main}:watcher
