# The consequence that is seen first is not the cause.
# with: fault=port
# expect: cause-named wrong
kubectl create configmap postmortem --from-literal=cause=label
