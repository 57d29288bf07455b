# on: node
mv /etc/kubernetes/manifests/kube-scheduler.yaml /root/
while crictl ps --name kube-scheduler --quiet | grep -q .; do sleep 0.2; done
kubectl run late -n ${ns.main} --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 -- pause
sleep 6
mv /root/kube-scheduler.yaml /etc/kubernetes/manifests/
