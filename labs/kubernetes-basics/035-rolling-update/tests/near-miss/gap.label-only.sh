# A label on the Deployment itself is not in the template: nothing is replaced.
# expect: visitor-turned-away not-yet
kubectl label deployment page release=next
