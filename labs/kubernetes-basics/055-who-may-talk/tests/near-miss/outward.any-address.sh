# Without `to`, port 8080 is open anywhere, at the mailbox as well.
# expect: cannot-phone-home not-yet
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
    - ports:
        - { protocol: TCP, port: 8080 }
        - { protocol: UDP, port: 53 }
        - { protocol: TCP, port: 53 }
END
