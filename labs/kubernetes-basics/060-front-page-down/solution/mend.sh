kubectl patch service front --type=merge --patch '{"spec": {"selector": {"app": "front"}}}'
kubectl patch configmap front-settings --type=merge --patch '{"data": {"PORT": "8080"}}'
kubectl set resources deployment front --requests=memory=16Mi
kubectl patch deployment front --type=json --patch '[{"op": "replace", "path": "/spec/template/spec/containers/0/args", "value": ["netexec", "--http-port=$(PORT)"]}]'
kubectl rollout restart deployment front
