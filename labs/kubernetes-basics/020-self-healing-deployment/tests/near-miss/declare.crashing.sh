# Without /agnhost there is no such program in the image: three are wanted, none comes up.
# expect: three-available not-yet
kubectl create deployment web --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 --replicas=3 -- netexec
