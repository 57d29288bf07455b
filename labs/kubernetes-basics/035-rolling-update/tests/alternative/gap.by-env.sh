# Any change of the template is an update.
until kubectl logs deployment/visitor | grep "the page is open"; do sleep 0.5; done
kubectl set env deployment page GREETING=hello
