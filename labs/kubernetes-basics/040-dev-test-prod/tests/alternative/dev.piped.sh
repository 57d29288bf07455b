kubectl kustomize overlays/dev | kubectl apply -n ${ns.dev} -f -
