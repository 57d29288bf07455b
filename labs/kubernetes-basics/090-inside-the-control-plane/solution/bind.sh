node=$(kubectl get nodes -o name | head -n 1 | cut -d / -f 2)
cat > binding.json <<END
{ "apiVersion": "v1", "kind": "Binding", "metadata": { "name": "waiting" }, "target": { "apiVersion": "v1", "kind": "Node", "name": "$node" } }
END
kubectl create --raw /api/v1/namespaces/${ns.main}/pods/waiting/binding -f binding.json
