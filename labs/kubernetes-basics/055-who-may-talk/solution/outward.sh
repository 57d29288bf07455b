kubectl apply -f - <<'END'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web-outward
spec:
  podSelector:
    matchLabels: { role: web }
  policyTypes: [Egress]
  egress:
    - to:
        - podSelector:
            matchLabels: { app: db }
      ports:
        - port: 8080
    - ports:
        - { protocol: UDP, port: 53 }
        - { protocol: TCP, port: 53 }
END
