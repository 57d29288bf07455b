module kindlab.dev/images/victoria-metrics

go 1.26.6

require github.com/VictoriaMetrics/VictoriaMetrics v1.150.0

