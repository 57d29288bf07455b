# The program stays where it is, and everybody else goes there.
# with: fault=port
kubectl patch service front --type=json --patch '[{"op": "replace", "path": "/spec/ports/0/targetPort", "value": 8081}]'
kubectl patch deployment front --type=json --patch '[{"op": "replace", "path": "/spec/template/spec/containers/0/readinessProbe/httpGet/port", "value": 8081}]'
