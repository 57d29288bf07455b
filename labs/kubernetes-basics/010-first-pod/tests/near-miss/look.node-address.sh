# The node's address instead of the Pod's.
# expect: address-written not-yet
kubectl annotate pod hello my-ip="$(kubectl get pod hello -o jsonpath='{.status.hostIP}')"
