# A customer who asks for something else is content. The others are not.
# with: fault=label
# expect: customers-served wrong
kubectl patch deployment customer --type=json --patch '[{"op": "replace", "path": "/spec/template/spec/containers/0/readinessProbe/exec/command", "value": ["/agnhost", "connect", "kubernetes.default:443"]}]'
