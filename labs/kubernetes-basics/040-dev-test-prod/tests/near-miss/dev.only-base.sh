# The base asks for a ConfigMap that only an overlay makes: the container cannot start.
# expect: one-in-dev not-yet
kubectl apply -k base
