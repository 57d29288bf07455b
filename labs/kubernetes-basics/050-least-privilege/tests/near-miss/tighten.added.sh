# Rights add up: a narrow role beside a wide one narrows nothing.
# expect: only-report not-yet
kubectl create role report-reader --verb=get --resource=configmaps --resource-name=report
kubectl create rolebinding report-reader --role=report-reader --serviceaccount=${ns.main}:reporter
