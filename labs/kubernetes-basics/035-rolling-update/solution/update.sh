sed -i 's/value: "1"/value: "2"/' page.yaml
kubectl apply -f page.yaml
