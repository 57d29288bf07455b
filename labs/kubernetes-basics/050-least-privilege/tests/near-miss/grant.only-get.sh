# One Pod by its name, but no list of them.
# expect: can-read-pods not-yet
kubectl create role pod-reader --verb=get --resource=pods
kubectl create rolebinding watcher --role=pod-reader --serviceaccount=${ns.main}:watcher
