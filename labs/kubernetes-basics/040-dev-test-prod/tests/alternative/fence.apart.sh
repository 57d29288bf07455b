kubectl create quota how-many -n ${ns.prod} --hard=pods=5,requests.memory=167772160
kubectl apply -n ${ns.prod} -f - <<'END'
apiVersion: v1
kind: LimitRange
metadata:
  name: sizes
spec:
  limits:
    - type: Pod
      max:
        memory: 128Mi
    - type: Container
      defaultRequest:
        memory: 32Mi
        cpu: 5m
      default:
        memory: 64Mi
END
