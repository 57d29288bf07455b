# The storm comes from a Deployment, which is scaled to nothing in the end.
kubectl create deployment storm --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 -- sh -c 'while true; do curl -s -o /dev/null "http://web/hostname?[1-500]"; done'
kubectl wait hpa web --for=jsonpath='{.status.desiredReplicas}'=4 --timeout=120s
kubectl scale deployment storm --replicas=0
