# The scheduler was there all the time.
# expect: waited not-yet
kubectl run late --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 -- pause
