# The page is back, at the expense of everybody else: the quota belongs to another team.
# with: fault=memory
# expect: mended-for-good not-yet
kubectl patch resourcequota team-shop --type=merge --patch '{"spec": {"hard": {"requests.memory": "2Gi"}}}'
kubectl rollout restart deployment front
