# The port of the Pods is not the port of the Service.
# expect: client-succeeded not-yet
kubectl run client --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 --labels=role=client --restart=Never -- connect web:${vars.port} --timeout=2s
