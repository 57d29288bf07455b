# It works for watcher, and for every other program of the namespace.
# expect: nobody-else not-yet
kubectl create role pod-reader --verb=get,list,watch --resource=pods
kubectl create rolebinding watcher --role=pod-reader --serviceaccount=${ns.main}:watcher --group=system:serviceaccounts:${ns.main}
