# The account is there, but the program does not use it.
# expect: runs-under-it not-yet
kubectl create serviceaccount watcher
