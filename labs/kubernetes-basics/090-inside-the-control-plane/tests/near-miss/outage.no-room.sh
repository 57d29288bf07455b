# It waits, too, but since a scheduler looked and found no node for it.
# expect: waited spent
kubectl run late --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 --overrides='{"spec": {"nodeSelector": {"disk": "of-gold"}}}' -- pause
