# agnhost knows no such command: the container ends at once, over and over.
# expect: pod-ready not-yet
kubectl run hello --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 -- no-such-command
