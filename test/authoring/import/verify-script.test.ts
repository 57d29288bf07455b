import { describe, expect, it } from 'vitest'
import { readVerifyScript } from '../../../authoring/import/verify-script.ts'

/** What it wants, without what names the kind. */
function wantedOf(script: string) {
  const verified = readVerifyScript(script)
  if (verified.kind === 'opaque') return verified
  return verified.wanted.map((one) => (one.kind === 'file' ? one : { object: `${one.get.kind.kind} ${one.get.name ?? JSON.stringify(one.get.labels)}`, namespace: one.get.namespace, match: one.match, assert: one.assert, isAbsent: one.isAbsent, line: one.line }))
}

describe('a verifying script', () => {
  it('that only gets an object wants it there', () => {
    expect(wantedOf('#!/bin/bash\n\nkubectl get pod web -n shop > /dev/null 2>&1\n')).toEqual([{ object: 'Pod web', namespace: 'shop', match: undefined, assert: [], isAbsent: false, line: 3 }])
  })

  it('that fetches fields and compares them becomes one match an object', () => {
    const script = `set -euo pipefail
NS="shop"
fail(){ echo "$1"; exit 1; }
IMG="$(kubectl -n "$NS" get deploy web -o jsonpath='{.spec.template.spec.containers[0].image}')"
[[ "$IMG" == "agnhost:2.53" ]] || fail "wrong image"
N=$(kubectl -n $NS get deploy web -o jsonpath='{.spec.replicas}')
if [ "$N" != "3" ]; then
  echo "not three"
  exit 1
fi
[[ "$(kubectl -n $NS get deploy web -o jsonpath='{.metadata.labels.app\\.kubernetes\\.io/name}')" == "web" ]] || exit 1
echo done
`
    const match = { spec: { template: { spec: { containers: [{ image: 'agnhost:2.53' }] } }, replicas: 3 }, metadata: { labels: { 'app.kubernetes.io/name': 'web' } } }
    expect(wantedOf(script)).toEqual([{ object: 'Deployment web', namespace: 'shop', match, assert: [], isAbsent: false, line: 5 }])
  })

  it('keeps what is asked of one item of a list together', () => {
    const script = `POD=$(kubectl get pod web -o json)
A=$(echo "$POD" | jq -r '.spec.containers[0].name')
B=$(jq -r '.spec.containers[0].image' <<< "$POD")
C=$(echo "$POD" | jq -r '.spec.containers[1].image // empty')
[ "$A" = "main" ] && [ "$B" = "one:1" ] && [ "$C" = "two:2" ]
`
    expect(wantedOf(script)).toMatchObject([{ match: { spec: { containers: [{ name: 'main', image: 'one:1' }, { image: 'two:2' }] } } }])
  })

  it('that compares otherwise than for equality becomes assertions', () => {
    const script = `R=$(kubectl get deploy web -o jsonpath='{.spec.replicas}')
[[ "$R" -ge 2 ]] || exit 1
T=$(kubectl get svc web -o jsonpath='{.spec.type}')
[ "$T" != "NodePort" ] || exit 1
[ -n "$(kubectl get pod web -o jsonpath='{.spec.containers[*].name}')" ] || true
`
    expect(wantedOf(script.split('\n').slice(0, 4).join('\n'))).toMatchObject([{ assert: ['object.spec.replicas >= 2'] }, { assert: ['object.spec.type != "NodePort"'] }])
    expect(wantedOf(script)).toMatchObject({ kind: 'opaque', line: 5 })
  })

  it('that waits for a condition wants the condition, one that must not find an object wants it gone', () => {
    expect(wantedOf('kubectl wait --for=condition=ready pod/web --timeout=60s\n! kubectl get pod old')).toMatchObject([
      { object: 'Pod web', match: { status: { conditions: [{ type: 'Ready', status: 'True' }] } } },
      { object: 'Pod old', isAbsent: true },
    ])
  })

  it('may name fields whose names hold dots', () => {
    const script = `CM=$(kubectl get configmap web -o json)
[ "$(echo "$CM" | jq -r '.data["index.html"]')" = "hello" ]
[[ "$(kubectl get ingress web -o jsonpath='{.metadata.annotations.nginx\\.io/rewrite}')" == "/" ]]
`
    expect(wantedOf(script)).toMatchObject([{ match: { data: { 'index.html': 'hello' } } }, { match: { metadata: { annotations: { 'nginx.io/rewrite': '/' } } } }])
  })

  it('that looks for files becomes files', () => {
    expect(wantedOf('[ -f /root/answer.txt ] || exit 1\ngrep -q "ready" /root/answer.txt')).toEqual([
      { kind: 'file', path: '/root/answer.txt', line: 1 },
      { kind: 'file', path: '/root/answer.txt', matches: 'ready', line: 2 },
    ])
  })

  it('is told as it is where one line is more than an object can say', () => {
    expect(wantedOf('kubectl get pod web\nkubectl exec web -- test -f /data/ready')).toEqual({ kind: 'opaque', line: 2, found: 'kubectl exec web -- test -f /data/ready' })
    expect(wantedOf('for i in 1 2 3; do\n  kubectl get pod "web-$i"\ndone')).toMatchObject({ kind: 'opaque', line: 1 })
  })
})
