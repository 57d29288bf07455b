kubectl delete pods --all --grace-period=0 --force
