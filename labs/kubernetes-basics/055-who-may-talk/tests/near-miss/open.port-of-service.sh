# The Service's port. A policy sees the Pod, where the program listens on another.
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
        - podSelector: { matchLabels: { role: web } }
      ports:
        - port: 80
END
kubectl apply -f open.yaml
