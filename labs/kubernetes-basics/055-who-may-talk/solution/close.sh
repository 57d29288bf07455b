cat > close.yaml <<'END'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: nobody
spec:
  podSelector:
    matchLabels: { app: db }
  policyTypes: [Ingress]
END
kubectl apply -f close.yaml
