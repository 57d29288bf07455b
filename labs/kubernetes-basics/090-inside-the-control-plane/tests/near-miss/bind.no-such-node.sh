# The API server believes whoever binds: no kubelet answers to this name.
# expect: bound-and-running not-yet
cat > binding.json <<END
{ "apiVersion": "v1", "kind": "Binding", "metadata": { "name": "waiting" }, "target": { "apiVersion": "v1", "kind": "Node", "name": "nowhere" } }
END
kubectl create --raw /api/v1/namespaces/${ns.main}/pods/waiting/binding -f binding.json
