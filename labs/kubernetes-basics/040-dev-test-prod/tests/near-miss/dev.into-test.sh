# The right thing in the wrong place.
# expect: one-in-dev not-yet
kubectl apply -k overlays/dev -n ${ns.test}
