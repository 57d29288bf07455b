import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import { type Baseline, baselineObject, compareWithBaseline, forCreation } from '../../../engine/attempts/compare-baseline.ts'

function anObject(kind: string, name: string, written: Readonly<Record<string, unknown>> = {}, metadata: Readonly<Record<string, unknown>> = {}): KubeObject {
  return { apiVersion: 'v1', kind, metadata: { name, uid: `uid-${name}`, resourceVersion: '7', creationTimestamp: '2026-01-01T00:00:00Z', ...metadata }, ...written }
}

const baselineOf = (...objects: readonly KubeObject[]): Baseline => ({ cluster: 'one', objects: objects.flatMap((one) => baselineObject(one) ?? []) })
const compare = (before: readonly KubeObject[], now: readonly KubeObject[], deletesNamespaces = false): string[] =>
  compareWithBaseline(baselineOf(...before), now, deletesNamespaces).map((one) => `${one.kind} ${one.kind === 'delete' ? one.ref.name : one.object.metadata.name}`)

describe('a comparison with the baseline', () => {
  it('finds nothing where only the server’s own fields and the status differ, in whichever order', () => {
    const before = anObject('StorageClass', 'fast', { provisioner: 'x', parameters: { a: '1', b: '2' } })
    const now = anObject('StorageClass', 'fast', { parameters: { b: '2', a: '1' }, provisioner: 'x', status: { seen: true } }, { resourceVersion: '99', uid: 'other' })
    expect(compare([before], [now])).toEqual([])
  })

  it('deletes what was made, puts back what was changed, makes again what was deleted', () => {
    const before = [anObject('ClusterRole', 'kept'), anObject('ClusterRole', 'changed', { rules: [1] }), anObject('ClusterRole', 'deleted')]
    const now = [anObject('ClusterRole', 'kept'), anObject('ClusterRole', 'changed', { rules: [2] }), anObject('ClusterRole', 'made')]
    expect(compare(before, now)).toEqual(['delete made', 'put-back changed', 'create deleted'])
  })

  it('puts back labels and annotations too', () => {
    expect(compare([anObject('ClusterRole', 'a')], [anObject('ClusterRole', 'a', {}, { labels: { team: 'x' } })])).toEqual(['put-back a'])
  })

  it('sends a changed object with the version that was compared, so that nothing newer is overwritten', () => {
    const differences = compareWithBaseline(baselineOf(anObject('ClusterRole', 'a', { rules: [1] })), [anObject('ClusterRole', 'a', { rules: [2] }, { resourceVersion: '42' })])
    expect(differences).toEqual([{ kind: 'put-back', object: { apiVersion: 'v1', kind: 'ClusterRole', metadata: { name: 'a' }, rules: [1] }, resourceVersion: '42' }])
  })

  it.each([
    ['what comes and goes by itself', anObject('CSINode', 'a')],
    ['what Kindlab made for an attempt', anObject('ClusterRoleBinding', 'a', {}, { labels: { 'dev.kindlab.attempt': 'x7k2q' } })],
    ['what Kindlab made for all', anObject('ClusterRole', 'a', {}, { labels: { 'dev.kindlab.shared': 'true' } })],
    ['the APIService of a CRD', anObject('APIService', 'a', {}, { labels: { 'kube-aggregator.kubernetes.io/automanaged': 'true' } })],
    ['the volume of a claim', anObject('PersistentVolume', 'a', {}, { annotations: { 'pv.kubernetes.io/provisioned-by': 'rancher.io/local-path' } })],
    ['a kubelet’s certificate request', anObject('CertificateSigningRequest', 'a', { spec: { username: 'system:node:one' } })],
  ])('leaves alone %s', (_what, object) => {
    expect(compare([], [object])).toEqual([])
    expect(compare([object], [])).toEqual([])
  })

  it('overlooks the rules that a controller collects into a role, and not those of any other', () => {
    const role = (aggregationRule: unknown, resources: readonly string[]): KubeObject => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'view' }, ...(aggregationRule === undefined ? {} : { aggregationRule }), rules: [{ apiGroups: [''], resources, verbs: ['get'] }] })
    const differences = (rule: unknown): number => compareWithBaseline({ cluster: '', objects: [role(rule, ['pods'])] }, [role(rule, ['pods', 'secrets'])]).length
    expect([differences({ clusterRoleSelectors: [] }), differences(undefined)]).toEqual([0, 1])
  })

  it('takes a namespace away only where the attempt could have made it, and a node never', () => {
    const now = [anObject('Namespace', 'mine'), anObject('Node', 'one')]
    expect(compare([], now)).toEqual([])
    expect(compare([], now, true)).toEqual(['delete mine'])
    expect(compare(now, [])).toEqual([])
  })

  it('does not delete twice what is on its way out', () => {
    expect(compare([], [anObject('ClusterRole', 'a', {}, { deletionTimestamp: '2026-01-01T00:00:00Z' })])).toEqual([])
  })

  it('puts back a node’s labels, taints and cordon, and overlooks what the kubelet and controllers write', () => {
    const before = anObject('Node', 'one', { spec: { podCIDR: '10.0.0.0/24' } }, { labels: { disk: 'ssd' }, annotations: { a: '1' } })
    const busy = anObject('Node', 'one', { spec: { podCIDR: '10.9.0.0/24', taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' }] } }, { labels: { disk: 'ssd' }, annotations: { a: '2' } })
    const tainted = anObject('Node', 'one', { spec: { taints: [{ key: 'gpu', effect: 'NoSchedule' }], unschedulable: true } }, { labels: { disk: 'hdd' } })
    expect(compare([before], [busy])).toEqual([])
    expect(compare([before], [tainted])).toEqual(['put-back one'])
  })

  it('lets a volume that is made again forget the claim that had it', () => {
    const volume = anObject('PersistentVolume', 'v', { spec: { claimRef: { name: 'c', namespace: 'n', uid: 'gone', resourceVersion: '3' } } })
    expect(forCreation(volume)['spec']).toEqual({ claimRef: { name: 'c', namespace: 'n' } })
  })

  it('after doing what it says leaves nothing to do', () => {
    const objects = fc.uniqueArray(
      fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 0, max: 2 })).map(([name, rules]) => anObject('ClusterRole', name, { rules })),
      { selector: ({ metadata }) => metadata.name },
    )
    fc.assert(
      fc.property(objects, objects, (before, now) => {
        const result = new Map(now.map((one) => [one.metadata.name, one]))
        for (const one of compareWithBaseline(baselineOf(...before), now)) {
          if (one.kind === 'delete') result.delete(one.ref.name)
          else result.set(one.object.metadata.name, one.object)
        }
        expect(compareWithBaseline(baselineOf(...before), [...result.values()])).toEqual([])
        expect(result.size).toBe(before.length)
      }),
    )
  })
})
