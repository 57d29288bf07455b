kubectl create service clusterip web --tcp=80:${vars.port}
