# on: node
# The kubelet passes over files whose names begin with a dot.
cd /etc/kubernetes/manifests
mv kube-scheduler.yaml .kube-scheduler.yaml
while crictl ps --name kube-scheduler --quiet | grep -q .; do sleep 0.2; done
kubectl run late -n ${ns.main} --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 -- netexec
sleep 6
mv .kube-scheduler.yaml kube-scheduler.yaml
