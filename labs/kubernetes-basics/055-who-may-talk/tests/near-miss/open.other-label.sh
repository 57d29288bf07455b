# The label of the Deployment's Pods, and not the one that was agreed on.
# expect: web-let-in not-yet
cat > open.yaml <<'END'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web-to-db
spec:
  podSelector:
    matchLabels: { app: db }
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector: { matchLabels: { app: web } }
      ports:
        - port: 8080
END
kubectl apply -f open.yaml
