# Another account that happens to be there, and has far too many rights.
# expect: runs-under-it not-yet
kubectl create serviceaccount watcher
kubectl set serviceaccount deployment watcher reporter
