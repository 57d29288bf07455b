kubectl autoscale deployment web --cpu=50% --min=1 --max=5
