# Instead of the Service, the Pods: their new label is in the template, so every one of them will have it.
# with: fault=label
kubectl get deployment front -o json | sed 's/"app": "front"/"app": "storefront"/' > front.json
kubectl delete deployment front
kubectl create -f front.json
