# expect: five-available wrong
kubectl scale deployment web --replicas=4
