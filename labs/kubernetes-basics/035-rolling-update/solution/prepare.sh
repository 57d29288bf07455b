sed -i \
  -e 's/maxUnavailable: 1/maxUnavailable: 0/' \
  -e 's/maxSurge: 0/maxSurge: 1/' \
  -e 's/terminationGracePeriodSeconds: 1$/terminationGracePeriodSeconds: 10/' \
  -e 's|^          env:|          readinessProbe:\n            httpGet: { path: /healthz, port: 8080 }\n            periodSeconds: 1\n          lifecycle:\n            preStop:\n              sleep: { seconds: 4 }\n          env:|' \
  page.yaml
kubectl apply -f page.yaml
