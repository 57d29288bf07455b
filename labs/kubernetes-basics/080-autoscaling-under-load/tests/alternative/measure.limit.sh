# A limit alone is taken for the request, too.
kubectl set resources deployment web --limits=cpu=50m
