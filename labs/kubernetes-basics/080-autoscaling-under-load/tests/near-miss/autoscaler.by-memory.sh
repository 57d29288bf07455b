# It follows memory, which a storm of small requests does not move, and of which nothing is requested.
# expect: autoscaler-for-web wrong
sed -e 's/maxReplicas: .*/maxReplicas: 4/' -e 's/averageUtilization: .*/averageUtilization: 50/' -e 's/name: cpu/name: memory/' autoscaler.yaml | kubectl apply -f -
