# All files say it, and nobody has told the cluster.
# expect: prod-has-2 not-yet
for environment in dev test prod; do
  echo VERSION=2 > overlays/$environment/version.env
done
