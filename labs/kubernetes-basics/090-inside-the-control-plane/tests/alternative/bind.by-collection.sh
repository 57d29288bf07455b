# Bindings have a path of their own as well, the one from before Pods had theirs.
kubectl create -f - <<END
apiVersion: v1
kind: Binding
metadata:
  name: waiting
target:
  apiVersion: v1
  kind: Node
  name: $(kubectl get nodes -o jsonpath='{.items[0].metadata.name}')
END
