# The Pods that exist now fit the Service, and belong to nobody any more: when they are lost, the page is down again.
# with: fault=label
# expect: mended-for-good not-yet
kubectl label pods -l app=front app=storefront --overwrite
