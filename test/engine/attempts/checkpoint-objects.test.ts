import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import { checkpointKinds, checkpointObjects } from '../../../engine/attempts/checkpoint-objects.ts'
import type { ResourceFacts } from '../../../engine/kube/kube-client.ts'

const namespaces = { main: 'colours-main-x7k2q' }

function anObject(kind: string, name: string, written: Readonly<Record<string, unknown>> = {}, metadata: Readonly<Record<string, unknown>> = {}): KubeObject {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'colours-main-x7k2q', uid: 'u', resourceVersion: '7', managedFields: [], ...metadata }, ...written }
}

const kept = (...objects: readonly KubeObject[]): unknown[] => checkpointObjects(objects, namespaces)
const namesOf = (objects: readonly unknown[]): string[] => (objects as readonly KubeObject[]).map(({ kind, metadata }) => `${kind} ${metadata.name}`)

describe('a checkpoint', () => {
  it('holds what somebody wrote, without what the server added, with a place for the namespace', () => {
    expect(kept(anObject('ConfigMap', 'a', { data: { host: 'web.colours-main-x7k2q.svc' }, status: {} }))).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: '${ns.main}' }, data: { host: 'web.${ns.main}.svc' } },
    ])
  })

  it.each([
    ['what a controller made', anObject('Pod', 'web-1', {}, { ownerReferences: [{ kind: 'ReplicaSet', name: 'web', uid: 'u', controller: true }] })],
    ['the default ServiceAccount', anObject('ServiceAccount', 'default')],
    ['the cluster’s certificate authority', anObject('ConfigMap', 'kube-root-ca.crt')],
    ['a ServiceAccount’s token', anObject('Secret', 'token', { type: 'kubernetes.io/service-account-token' })],
    ['what Kindlab made', anObject('RoleBinding', 'kindlab-learner', {}, { labels: { 'dev.kindlab.attempt': 'x7k2q' } })],
    ['what is being deleted', anObject('Pod', 'old', { spec: {} }, { deletionTimestamp: '2026-01-01T00:00:00Z' })],
  ])('leaves out %s', (_what, object) => {
    expect(kept(object)).toEqual([])
  })

  it('comes in an order in which it can be applied', () => {
    const objects = [anObject('Pod', 'p', { spec: {} }), anObject('Service', 's', { spec: {} }), anObject('Deployment', 'd'), anObject('ServiceAccount', 'a'), anObject('ConfigMap', 'c')]
    expect(namesOf(kept(...objects))).toEqual(['ServiceAccount a', 'ConfigMap c', 'Service s', 'Pod p', 'Deployment d'])
  })

  it('lets a Service have a new address, but keeps it headless where it was', () => {
    const [cluster, headless] = kept(anObject('Service', 'a', { spec: { clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1'], ports: [1] } }), anObject('Service', 'b', { spec: { clusterIP: 'None', clusterIPs: ['None'] } }))
    expect(cluster).toMatchObject({ spec: { ports: [1] } })
    expect(JSON.stringify(cluster)).not.toContain('10.0.0.1')
    expect(headless).toMatchObject({ spec: { clusterIP: 'None' } })
  })

  it('lets a Pod go to any node with a new token', () => {
    const mounts = [{ name: 'data' }, { name: 'kube-api-access-x1' }]
    const [pod] = kept(anObject('Pod', 'p', { spec: { nodeName: 'one', volumes: [{ name: 'data' }, { name: 'kube-api-access-x1' }], containers: [{ name: 'c', volumeMounts: mounts }] } }))
    expect(pod).toMatchObject({ spec: { volumes: [{ name: 'data' }], containers: [{ name: 'c', volumeMounts: [{ name: 'data' }] }] } })
    expect(JSON.stringify(pod)).not.toContain('nodeName')
  })

  it('lets a claim find another volume', () => {
    const annotations = { 'pv.kubernetes.io/bind-completed': 'yes', 'volume.kubernetes.io/selected-node': 'one', mine: 'kept' }
    const [claim] = kept(anObject('PersistentVolumeClaim', 'c', { spec: { volumeName: 'pvc-1', storageClassName: 'standard' } }, { annotations }))
    expect(claim).toMatchObject({ spec: { storageClassName: 'standard' }, metadata: { annotations: { mine: 'kept' } } })
    expect(JSON.stringify(claim)).not.toMatch(/pvc-1|bind-completed|selected-node/)
  })

  it('lets a Job choose its own selector again', () => {
    const labels = { 'batch.kubernetes.io/controller-uid': 'u', 'controller-uid': 'u', 'job-name': 'j', mine: 'kept' }
    const [job] = kept(anObject('Job', 'j', { spec: { selector: { matchLabels: { 'controller-uid': 'u' } }, template: { metadata: { labels } } } }, { labels }))
    expect(JSON.stringify(job)).not.toMatch(/controller-uid|selector|job-name/)
    expect(job).toMatchObject({ metadata: { labels: { mine: 'kept' } }, spec: { template: { metadata: { labels: { mine: 'kept' } } } } })
  })

  it('looks through each kind in one version, and not through those that only mirror', () => {
    const facts = (apiVersion: string, kind: string, plural: string, verbs = ['create', 'list']): ResourceFacts => ({ apiVersion, kind, plural, namespaced: true, verbs })
    const kinds = checkpointKinds([
      facts('autoscaling/v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers'),
      facts('autoscaling/v1', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers'),
      facts('v1', 'Event', 'events'),
      facts('metrics.k8s.io/v1beta1', 'PodMetrics', 'pods', ['list', 'get']),
      { ...facts('v1', 'Node', 'nodes'), namespaced: false },
    ])
    expect(kinds.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual(['autoscaling/v2 HorizontalPodAutoscaler'])
  })
})
