# Scaled by hand, without any load.
# expect: up-and-down not-yet
kubectl scale deployment web --replicas=4
sleep 12
kubectl scale deployment web --replicas=1
