# A new Pod with the label was never in service.
# expect: pod-set-aside not-yet
kubectl run aside --labels=app=quarantine --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 -- netexec
