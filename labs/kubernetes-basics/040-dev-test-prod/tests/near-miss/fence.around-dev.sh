# Without -n it is dev that has the fence.
# expect: quota-in-prod not-yet
kubectl create quota fence --hard=pods=5,requests.memory=160Mi
