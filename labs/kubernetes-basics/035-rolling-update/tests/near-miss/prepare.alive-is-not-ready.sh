# A liveness probe starts a sick program again. It does not keep visitors away from one that is not ready.
# expect: asked-before-it-serves wrong
kubectl patch deployment page --patch '{"spec": {"strategy": {"rollingUpdate": {"maxUnavailable": 0, "maxSurge": 1}}, "template": {"spec": {"terminationGracePeriodSeconds": 10, "containers": [{"name": "page", "livenessProbe": {"initialDelaySeconds": 5, "httpGet": {"path": "/healthz", "port": 8080}}, "lifecycle": {"preStop": {"sleep": {"seconds": 4}}}}]}}}}'
