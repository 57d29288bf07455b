import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import { aDeploymentRef, aView, judgeOnce, judgeSample, prepared } from '../../../builders/checks.ts'
import { aHistory, aRollout } from '../../../builders/histories.ts'
import { aDeployment, aPod, aService } from '../../../builders/objects.ts'

const passes = (check: Readonly<Record<string, unknown>>, ...objects: readonly KubeObject[]): void => expect(judgeOnce(check, objects)).toEqual({ kind: 'passed' })

const written = {
  object: aDeploymentRef,
  match: { spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: { spec: { containers: [{ image: 'agnhost:2.53', ports: [{ containerPort: 8080 }], resources: { limits: { cpu: '500m', memory: '1Gi' } } }] } } } },
}
const container = { name: 'web', image: 'agnhost:2.53', ports: [{ containerPort: 8080, protocol: 'TCP' }], resources: { limits: { cpu: '500m', memory: '1Gi' } } }

describe('no false fail of an object', () => {
  it('that an imperative command made: other labels, other names, defaults filled in', () => {
    const made = aDeployment({ replicas: 2, containers: [{ ...container, name: 'agnhost', imagePullPolicy: 'IfNotPresent', terminationMessagePath: '/dev/termination-log' }], labels: { app: 'web' }, spec: { progressDeadlineSeconds: 600, revisionHistoryLimit: 10 } })
    passes(written, made)
  })

  it('that Helm made: its labels and annotations beside those that are wanted', () => {
    const helm = { 'app.kubernetes.io/managed-by': 'Helm', 'helm.sh/chart': 'web-1.0.0', 'app.kubernetes.io/name': 'web' }
    passes(written, aDeployment({ replicas: 2, containers: [container], labels: helm, metadata: { annotations: { 'meta.helm.sh/release-name': 'web' } }, spec: { selector: { matchLabels: { app: 'web', ...helm } } } }))
  })

  it.each([
    ['0.5', '1024Mi'],
    ['500m', '1073741824'],
    [0.5, '1Gi'],
    ['0.5', '1048576Ki'],
  ])('whose limits are spelt %s and %s', (cpu, memory) => {
    passes(written, aDeployment({ replicas: 2, containers: [{ ...container, resources: { limits: { cpu, memory } } }] }))
  })

  it('with a container more, in front of the one that is meant', () => {
    passes(written, aDeployment({ replicas: 2, containers: [{ name: 'sidecar', image: 'proxy:1' }, container] }))
  })

  it('with ports in another order, and more of them', () => {
    passes(written, aDeployment({ replicas: 2, containers: [{ ...container, ports: [{ containerPort: 9090 }, { containerPort: 8080 }] }] }))
  })

  it('that a patch or a server-side apply left with other managers and a last-applied annotation', () => {
    passes(written, aDeployment({ replicas: 2, containers: [container], metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' }, managedFields: [{ manager: 'my-own-tool', operation: 'Apply' }] } }))
  })

  it('whose Service names the port of its containers instead of numbering it', () => {
    const check = { object: { apiVersion: 'v1', kind: 'Service', name: 'web' }, match: { spec: { ports: [{ port: 80, protocol: 'TCP' }] } } }
    passes(check, aService({ spec: { ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' }] } }))
  })

  it('whose octal mode is spelt as a number or as text', () => {
    const check = { object: { apiVersion: 'v1', kind: 'Pod', name: 'web' }, match: { spec: { volumes: [{ secret: { defaultMode: '0400' } }] } } }
    passes(check, aPod({ spec: { volumes: [{ name: 's', secret: { defaultMode: 256 } }] } }))
  })

  it('of which zero counters are left out', () => {
    passes({ object: aDeploymentRef, assert: ['object.status.unavailableReplicas == 0'] }, aDeployment({ ready: 3 }))
  })

  it('among several: one that fits is enough', () => {
    passes({ object: { apiVersion: 'v1', kind: 'Pod', labels: { app: 'web' } }, match: { status: { phase: 'Running' } } }, aPod({ name: 'a', labels: { app: 'web' }, phase: 'Failed' }), aPod({ name: 'b', labels: { app: 'web' } }))
  })
})

describe('no false fail of a history', () => {
  const check = { history: { object: aDeploymentRef, since: 'settled', always: ['object.status.availableReplicas >= 2'], sequence: ["object.spec.template.spec.containers[0].image.endsWith(':v1')", "object.spec.template.spec.containers[0].image.endsWith(':v2')"] } }
  const judged = (...versions: readonly KubeObject[]): string => prepared(check).judge(aView([aRollout({ revision: 2 })], { history: aHistory(...versions) }), {}).verdict.kind

  it('that took a detour: a wrong version first, taken back, then the right one', () => {
    expect(judged(aRollout(), aRollout({ revision: 3, available: 2 }), aRollout(), aRollout({ revision: 2 }))).toBe('passed')
  })

  it('that was made by several small patches, annotations and a scale in between', () => {
    const annotated = aRollout()
    expect(judged(aRollout(), { ...annotated, metadata: { ...annotated.metadata, annotations: { note: 'x' } } }, aRollout({ replicas: 4, available: 3 }), aRollout({ replicas: 4, available: 4 }), aRollout({ revision: 2 }))).toBe('passed')
  })

  it('before which Pods came up slowly', () => {
    expect(judged(aRollout({ available: 0 }), aRollout({ available: 1 }), aRollout(), aRollout({ revision: 2 }))).toBe('passed')
  })
})

describe('no false fail of what is tried out', () => {
  const answered = (body: string, headers = {}) => ({ kind: 'http', answers: [{ kind: 'answered', status: 200, headers, body }] }) as const

  it('by a header in other letters, or an answer with a line’s end', () => {
    expect(judgeSample({ http: { service: 'web', expect: { headers: { 'X-Version': '^v2$' } } } }, answered('', { 'x-version': 'v2' }), [aService()]).kind).toBe('passed')
    expect(judgeSample({ http: { service: 'web', expect: { body: '(?m)^hello$' } } }, answered('hello\n'), [aService()]).kind).toBe('passed')
  })

  it('by YAML in another style, with comments, anchors and more documents', () => {
    const check = { file: { path: 'a.yaml', match: { kind: 'Deployment', spec: { replicas: 3, template: { spec: { containers: [{ name: 'web', resources: { limits: { cpu: '500m' } } }] } } } } } }
    const text = '# mine\napiVersion: v1\nkind: Service\n---\n{"kind": "Deployment", "spec": {"replicas": 3, "template": {"spec": {"containers": [{"name": "side"}, {"name": "web", "resources": {"limits": {"cpu": "0.5"}}}]}}}}\n'
    expect(judgeSample(check, { kind: 'file', text }).kind).toBe('passed')
  })

  it('by a log with other lines around, and Windows line ends', () => {
    expect(judgeSample({ log: { pod: { name: 'web' }, matches: 'ready on 8080$' } }, { kind: 'log', logs: [{ pod: 'web', container: 'web', text: 'a\r\n12:00 ready on 8080\r\nb\r\n' }] }, [aPod()]).kind).toBe('passed')
  })
})
