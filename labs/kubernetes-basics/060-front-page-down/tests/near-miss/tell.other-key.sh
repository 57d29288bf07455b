# with: fault=memory
# expect: cause-named wrong
kubectl create configmap postmortem --from-literal=reason=memory
