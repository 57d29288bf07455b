# This shuts the way out of db, not the way in.
# expect: others-refused not-yet
kubectl apply -f - <<'END'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: nobody
spec:
  podSelector:
    matchLabels: { app: db }
  policyTypes: [Egress]
END
