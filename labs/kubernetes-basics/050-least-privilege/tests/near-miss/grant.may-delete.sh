# Reading is enough for it; whoever can delete Pods can stop everything.
# expect: nothing-else not-yet
kubectl create role pod-reader --verb=get,list,watch,delete --resource=pods
kubectl create rolebinding watcher --role=pod-reader --serviceaccount=${ns.main}:watcher
