kubectl create configmap postmortem --from-literal=cause=${vars.fault}
