# The right address, but as a label.
# expect: address-written wrong
kubectl label pod hello my-ip="$(kubectl get pod hello -o jsonpath='{.status.podIP}')"
