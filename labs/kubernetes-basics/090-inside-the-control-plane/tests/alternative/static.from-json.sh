# on: node
kubectl run other-name -n ${ns.main} --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 --labels=app=page --dry-run=client -o json -- netexec > /root/page.json
mv /root/page.json /etc/kubernetes/manifests/page.json
