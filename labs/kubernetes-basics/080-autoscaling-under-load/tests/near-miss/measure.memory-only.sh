# Memory is asked for, CPU is not.
# expect: pods-ask-for-cpu not-yet
kubectl set resources deployment web --requests=memory=32Mi
