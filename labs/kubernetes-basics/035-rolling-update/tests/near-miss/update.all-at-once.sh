# Everything away, then everything new: quick, and closed in between.
# expect: no-gap spent
kubectl patch deployment page --type=merge --patch '{"spec": {"strategy": {"type": "Recreate", "rollingUpdate": null}}}'
kubectl set env deployment page VERSION=2
