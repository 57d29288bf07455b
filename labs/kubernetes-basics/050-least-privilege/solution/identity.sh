kubectl create serviceaccount watcher
kubectl set serviceaccount deployment watcher watcher
