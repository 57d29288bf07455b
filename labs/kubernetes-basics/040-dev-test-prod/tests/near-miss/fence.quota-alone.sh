# A quota without defaults: from now on, prod refuses every Pod that says nothing.
# expect: defaults-in-prod not-yet
kubectl create quota fence -n ${ns.prod} --hard=pods=5,requests.memory=160Mi
