# An empty selector means every Pod, not none.
# expect: strangers-kept-out not-yet
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
        - podSelector: {}
      ports:
        - port: 8080
END
kubectl apply -f open.yaml
