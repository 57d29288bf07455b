# Without a namespaceSelector only Pods of the policy's own namespace are meant.
# expect: auditor-let-in not-yet
kubectl apply -f - <<'END'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: auditor-to-db
spec:
  podSelector:
    matchLabels: { app: db }
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels: { role: auditor }
END
