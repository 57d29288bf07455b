cat > fence.yaml <<'END'
apiVersion: v1
kind: ResourceQuota
metadata:
  name: fence
spec:
  hard:
    pods: "5"
    requests.memory: 160Mi
---
apiVersion: v1
kind: LimitRange
metadata:
  name: defaults
spec:
  limits:
    - type: Container
      defaultRequest:
        memory: 32Mi
      default:
        memory: 64Mi
END
kubectl apply -f fence.yaml -n ${ns.prod}
