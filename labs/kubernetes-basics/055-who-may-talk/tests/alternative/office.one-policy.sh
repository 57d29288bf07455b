# A second rule in the policy that is there already.
kubectl patch networkpolicy web-to-db --type=json --patch '[{"op": "add", "path": "/spec/ingress/-", "value": {"from": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "${ns.office}"}}, "podSelector": {"matchLabels": {"role": "auditor"}}}]}}]'
