# The name of the Deployment has a typing error.
# expect: autoscaler-for-web wrong
sed -e 's/maxReplicas: .*/maxReplicas: 4/' -e 's/averageUtilization: .*/averageUtilization: 50/' -e 's/^    name: web/    name: wbe/' autoscaler.yaml | kubectl apply -f -
