# limits.memory and requests.memory are two different sums.
# expect: quota-in-prod not-yet
kubectl create quota fence -n ${ns.prod} --hard=pods=5,limits.memory=160Mi
