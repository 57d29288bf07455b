# Three Pods with the right label, and nobody who keeps watch.
# expect: three-wanted not-yet
for number in 1 2 3; do
  kubectl run "web-$number" --labels=app=web --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 -- netexec
done
