# Nothing is deleted in a dry run.
# expect: pod-stays-gone not-yet
kubectl delete pod hello --dry-run=client
