# Forward, to an image that exists.
kubectl set image deployment page page=registry.k8s.io/e2e-test-images/agnhost:2.66.9
until kubectl get pods -l app=page | grep -E 'ErrImagePull|ImagePullBackOff'; do sleep 0.5; done
kubectl set image deployment page page=registry.k8s.io/e2e-test-images/agnhost:2.66.1
