# Nothing is too much any more, and nothing is left.
# expect: reads-report not-yet
kubectl delete rolebinding reporter
