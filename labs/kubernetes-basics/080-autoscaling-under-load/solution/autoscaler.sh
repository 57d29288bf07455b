sed -e 's/maxReplicas: .*/maxReplicas: 4/' -e 's/averageUtilization: .*/averageUtilization: 50/' autoscaler.yaml | kubectl apply -f -
