# An ordinary Pod of the same name: the API server was asked, and when it is deleted, it is gone.
# expect: runs-from-a-file not-yet
kubectl run page --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 --labels=app=page -- netexec
