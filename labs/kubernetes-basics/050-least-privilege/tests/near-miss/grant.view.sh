# The built-in role reads Pods, and nearly everything else.
# expect: nothing-else not-yet
kubectl create rolebinding watcher --clusterrole=view --serviceaccount=${ns.main}:watcher
