kubectl expose deployment web --port=80 --target-port=${vars.port}
