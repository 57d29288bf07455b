# on: node
# Without a namespace it is in `default`, and not where one looks for it.
# expect: runs-from-a-file not-yet
kubectl run page --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 --labels=app=page --dry-run=client -o yaml -- netexec > /root/page.yaml
mv /root/page.yaml /etc/kubernetes/manifests/page.yaml
