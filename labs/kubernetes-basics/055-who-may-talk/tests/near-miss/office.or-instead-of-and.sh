# A dash before each: all Pods of the office, or any Pod that says it is an auditor.
# expect: colleagues-kept-out not-yet
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
        - namespaceSelector:
            matchLabels: { kubernetes.io/metadata.name: ${ns.office} }
        - podSelector:
            matchLabels: { role: auditor }
      ports:
        - port: 8080
END
