cat > open.yaml <<'END'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: to-db
spec:
  podSelector:
    matchExpressions:
      - { key: app, operator: In, values: [db] }
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchExpressions:
              - { key: role, operator: In, values: [web] }
END
kubectl create -f open.yaml
