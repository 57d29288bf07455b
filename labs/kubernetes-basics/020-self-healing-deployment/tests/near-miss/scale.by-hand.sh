# Five Pods with the label, but the Deployment still asks for three.
# expect: five-available wrong
for number in 4 5; do
  kubectl run "web-$number" --labels=app=web --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 -- netexec
done
