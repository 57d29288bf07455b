# Whoever is not asked is ready. Customers are led to a port where nobody listens.
# with: fault=port
# expect: customers-served not-yet
kubectl patch deployment front --type=json --patch '[{"op": "remove", "path": "/spec/template/spec/containers/0/readinessProbe"}]'
