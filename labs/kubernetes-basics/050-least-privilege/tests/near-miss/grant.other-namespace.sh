# An account of the same name in another namespace is another account.
# expect: can-read-pods not-yet
kubectl create role pod-reader --verb=get,list,watch --resource=pods
kubectl create rolebinding watcher --role=pod-reader --serviceaccount=default:watcher
