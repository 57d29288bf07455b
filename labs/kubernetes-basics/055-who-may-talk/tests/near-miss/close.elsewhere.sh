# A policy holds only in its own namespace, and db is not in the office.
# expect: neighbours-refused not-yet
kubectl apply -n ${ns.office} -f - <<'END'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: nobody
spec:
  podSelector: {}
  policyTypes: [Ingress]
END
