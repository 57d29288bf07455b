mkdir -p overlays/prod
cat > overlays/prod/kustomization.yaml <<'END'
namespace: ${ns.prod}
resources:
  - ../../base
configMapGenerator:
  - name: web-version
    literals:
      - VERSION=1
patches:
  - target:
      kind: Deployment
    patch: |
      - op: replace
        path: /spec/replicas
        value: 3
END
kubectl apply -k overlays/prod
kubectl apply -k overlays/test -n ${ns.test}
