# expect: service-on-port-80 wrong
kubectl expose deployment web --port=8000 --target-port=${vars.port}
