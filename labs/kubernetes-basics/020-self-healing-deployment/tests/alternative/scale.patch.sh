kubectl patch deployment web --type=merge --patch '{"spec": {"replicas": 5}}'
