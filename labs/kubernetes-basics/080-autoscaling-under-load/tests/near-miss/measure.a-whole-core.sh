# A whole core for a program that hardly does anything: no storm would ever be half of it.
# expect: pods-ask-for-cpu not-yet
kubectl set resources deployment web --requests=cpu=1
