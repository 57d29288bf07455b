# A note on the Deployment changes nothing that Pods are made from.
# expect: visitor-turned-away not-yet
kubectl annotate deployment page note=version-2
