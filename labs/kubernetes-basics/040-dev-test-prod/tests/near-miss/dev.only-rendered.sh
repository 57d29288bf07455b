# Looked at, but not applied.
# expect: one-in-dev not-yet
kubectl kustomize overlays/dev
