# The Deployment knows of version 2, and nobody acts on it.
# expect: no-gap not-yet
kubectl rollout pause deployment page
kubectl set env deployment page VERSION=2
