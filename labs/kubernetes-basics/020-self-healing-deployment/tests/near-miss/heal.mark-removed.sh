# The mark taken off an old Pod looks like a newcomer, but is none.
# expect: replacement-came not-yet
kubectl label pods -l app=web marked=yes
kubectl label "$(kubectl get pods -l app=web -o name | head -n 1)" marked-
