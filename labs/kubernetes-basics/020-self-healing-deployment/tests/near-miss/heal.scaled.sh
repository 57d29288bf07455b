# New Pods come when one scales down and up again, but the Deployment was touched.
# expect: replacement-came spent
kubectl label pods -l app=web marked=yes
kubectl scale deployment web --replicas=2
kubectl wait deployment web --for=jsonpath='{.status.replicas}'=2 --timeout=30s
kubectl scale deployment web --replicas=3
