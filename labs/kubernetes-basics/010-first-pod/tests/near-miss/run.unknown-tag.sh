# The tag does not exist: the image can never be pulled.
# expect: pod-ready not-yet
kubectl run hello --image=registry.k8s.io/e2e-test-images/agnhost:0.0.1 -- netexec
