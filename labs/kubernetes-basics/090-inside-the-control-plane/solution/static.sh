# on: node
kubectl run page -n ${ns.main} --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 --labels=app=page --dry-run=client -o yaml -- netexec > /root/page.yaml
mv /root/page.yaml /etc/kubernetes/manifests/page.yaml
