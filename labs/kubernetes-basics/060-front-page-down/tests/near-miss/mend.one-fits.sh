# Less, but still too much for two.
# with: fault=memory
# expect: mended-for-good not-yet
kubectl set resources deployment front --requests=memory=200Mi
