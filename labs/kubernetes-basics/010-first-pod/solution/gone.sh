kubectl delete pod hello
