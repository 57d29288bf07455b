promote() {
  sed -i 's/1/2/' overlays/$1/version.env
  kubectl kustomize overlays/$1 | kubectl apply -n "$2" -f -
  kubectl rollout status deployment web -n "$2" --timeout=60s
}
promote dev ${ns.dev}
promote test ${ns.test}
promote prod ${ns.prod}
