# Without the account, no Pod can be made under its name; the old one goes on under the old.
# expect: account-exists not-yet
kubectl set serviceaccount deployment watcher watcher
