# It is asked before it serves, and still stops in the middle of a visit.
# expect: goes-on-answering wrong
kubectl patch deployment page --patch '{"spec": {"strategy": {"rollingUpdate": {"maxUnavailable": 0, "maxSurge": 1}}, "template": {"spec": {"containers": [{"name": "page", "readinessProbe": {"httpGet": {"path": "/healthz", "port": 8080}}}]}}}}'
