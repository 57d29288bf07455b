kubectl run client --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 --labels=role=client --restart=Never -- connect web:80 --timeout=5s
