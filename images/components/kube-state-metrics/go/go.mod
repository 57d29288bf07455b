module kindlab.dev/images/kube-state-metrics

go 1.24.5

require k8s.io/kube-state-metrics/v2 v2.18.0

