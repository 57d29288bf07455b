# expect: pod-exists not-yet
kubectl run helo --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 -- netexec
