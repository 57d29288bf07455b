# Without a target port, callers are led to port 80 of the Pods, where nobody listens.
# expect: service-finds-pods not-yet
kubectl expose deployment web --port=80 --target-port=80
