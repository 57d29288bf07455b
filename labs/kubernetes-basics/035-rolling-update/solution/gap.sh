until kubectl logs deployment/visitor | grep "the page is open"; do sleep 0.5; done
kubectl rollout restart deployment page
