# with: fault=label
kubectl set selector service front app=front
