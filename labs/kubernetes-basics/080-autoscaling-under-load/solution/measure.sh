kubectl set resources deployment web --requests=cpu=20m
