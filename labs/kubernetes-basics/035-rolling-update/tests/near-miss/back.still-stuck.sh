# The Pod that is stuck is replaced by another that will be stuck.
# expect: stuck-and-back not-yet
kubectl set image deployment page page=registry.k8s.io/e2e-test-images/agnhost:2.66.9
until kubectl get pods -l app=page | grep -E 'ErrImagePull|ImagePullBackOff'; do sleep 0.5; done
kubectl delete pod "$(kubectl get pods -l app=page | grep -E 'ErrImagePull|ImagePullBackOff' | cut -d ' ' -f 1)"
