# Asked at a port where nobody listens, the new Pod never becomes ready.
# expect: rolled-out not-yet
kubectl patch deployment page --patch '{"spec": {"strategy": {"rollingUpdate": {"maxUnavailable": 0, "maxSurge": 1}}, "template": {"spec": {"terminationGracePeriodSeconds": 10, "containers": [{"name": "page", "readinessProbe": {"httpGet": {"path": "/healthz", "port": 80}}, "lifecycle": {"preStop": {"sleep": {"seconds": 4}}}}]}}}}'
