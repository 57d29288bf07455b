kubectl set env deployment page VERSION=2
