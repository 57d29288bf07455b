import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../../contract/kube.ts'
import { edgesAmong } from '../../../engine/views/edges-among.ts'
import { aPod, anObject, around, workload } from './objects.ts'

/** `Service web selects Pod web-1`, with what is off behind it. */
function edges(objects: readonly KubeObject[], unseen: readonly string[] = []): string[] {
  const short = (id: string | undefined): string => (id === undefined ? 'nothing' : id.replace(/^.*\/(\w+) shop\//, '$1 '))
  return edgesAmong(objects, around(objects, unseen)).map(({ kind, from, to, fault }) => `${short(from)} ${kind} ${short(to)}${fault === undefined ? '' : `: ${fault.code} ${Object.values(fault.facts).join(' ')}`}`)
}

const service = (selector: Readonly<Record<string, string>>): KubeObject => anObject('Service', 'web', { spec: { selector, ports: [{ port: 80, name: 'http' }] } })
const ingress = (name: string, port: object): KubeObject =>
  anObject('Ingress', 'door', { apiVersion: 'networking.k8s.io/v1', spec: { rules: [{ http: { paths: [{ backend: { service: { name, port } } }, { backend: { service: { name, port } } }] } }] } })

describe('owners', () => {
  it('lead to what they made', () => {
    const deployment = workload('Deployment', 'web')
    const set = workload('ReplicaSet', 'web-1', { owner: deployment })
    expect(edges([deployment, set, aPod('web-1-a', { owner: set })])).toEqual(['Deployment web owns ReplicaSet web-1', 'ReplicaSet web-1 owns Pod web-1-a'])
  })
})

describe('a Service', () => {
  it('leads to the Pods that its selector matches, in its namespace', () => {
    expect(edges([service({ app: 'web' }), aPod('a', { labels: { app: 'web' } }), aPod('b', { labels: { app: 'other' } }), aPod('c', { labels: { app: 'web' }, namespace: 'elsewhere' })])).toEqual(['Service web selects Pod a'])
  })

  it('leads to nothing where its selector matches nothing', () => {
    expect(edges([service({ app: 'wbe' }), aPod('a', { labels: { app: 'web' } })])).toEqual(['Service web selects nothing: selects-nothing app=wbe'])
  })

  it('is broken where none of its Pods is ready, and whole while one is', () => {
    const young = { phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] }
    const late = aPod('late', { labels: { app: 'web' }, status: young })
    expect(edges([service({ app: 'web' }), late])).toEqual(['Service web selects Pod late: not-ready late'])
    expect(edges([service({ app: 'web' }), late, aPod('ready', { labels: { app: 'web' } })])).toEqual(['Service web selects Pod late', 'Service web selects Pod ready'])
  })

  it('says nothing where Pods cannot be seen, or are on their way out', () => {
    expect(edges([service({ app: 'web' })], ['Pod'])).toEqual([])
    expect(edges([service({ app: 'web' }), aPod('a', { labels: { app: 'web' }, metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } })])).toEqual(['Service web selects nothing: selects-nothing app=web'])
  })
})

describe('an Ingress', () => {
  it('leads to its Service, by the port’s number or name', () => {
    expect(edges([ingress('web', { name: 'http' }), service({})])).toEqual(['Ingress door routes Service web'])
  })

  it('is broken where the Service is missing, or offers another port', () => {
    expect(edges([ingress('wbe', { number: 80 }), service({})])).toEqual(['Ingress door routes Service wbe: service-missing wbe'])
    expect(edges([ingress('web', { number: 8080 }), service({})])).toEqual(['Ingress door routes Service web: port-missing web 8080 80'])
  })
})

it('a HorizontalPodAutoscaler leads to what it scales, or to what is missing', () => {
  const scaler = (name: string): KubeObject => anObject('HorizontalPodAutoscaler', 'web', { apiVersion: 'autoscaling/v2', spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } } })
  expect(edges([scaler('web'), workload('Deployment', 'web')])).toEqual(['HorizontalPodAutoscaler web scales Deployment web'])
  expect(edges([scaler('wbe'), workload('Deployment', 'web')])).toEqual(['HorizontalPodAutoscaler web scales Deployment wbe: target-missing Deployment wbe'])
})

describe('a Pod', () => {
  const using = aPod('web', {
    spec: {
      containers: [{ name: 'main', env: [{ valueFrom: { configMapKeyRef: { name: 'settings', key: 'colour' } } }], envFrom: [{ secretRef: { name: 'login' } }] }],
      volumes: [{ persistentVolumeClaim: { claimName: 'data' } }, { projected: { sources: [{ configMap: { name: 'kube-root-ca.crt' } }] } }, { configMap: { name: 'maybe', optional: true } }],
    },
  })

  it('leads to what it cannot start without', () => {
    expect(edges([using, anObject('ConfigMap', 'settings', { data: { colour: 'red' } }), anObject('Secret', 'login'), anObject('PersistentVolumeClaim', 'data')])).toEqual(['Pod web uses ConfigMap settings', 'Pod web uses Secret login', 'Pod web uses PersistentVolumeClaim data', 'Pod web uses ConfigMap maybe'])
  })

  it('is broken where one of them is missing, or lacks a key', () => {
    expect(edges([using, anObject('ConfigMap', 'settings', { data: { color: 'red' } })])).toEqual([
      'Pod web uses ConfigMap settings: key-missing ConfigMap settings colour',
      'Pod web uses Secret login: object-missing Secret login',
      'Pod web uses PersistentVolumeClaim data: object-missing PersistentVolumeClaim data',
      'Pod web uses ConfigMap maybe',
    ])
  })
})

it('a NetworkPolicy leads to the Pods that it is about; one about none is broken only where there are Pods', () => {
  const policy = (podSelector: object): KubeObject => anObject('NetworkPolicy', 'shut', { apiVersion: 'networking.k8s.io/v1', spec: { podSelector } })
  expect(edges([policy({}), aPod('a')])).toEqual(['NetworkPolicy shut restricts Pod a'])
  expect(edges([policy({ matchLabels: { app: 'db' } }), aPod('a')])).toEqual(['NetworkPolicy shut restricts nothing: restricts-nothing app=db'])
  expect(edges([policy({})])).toEqual([])
})

it('nothing is said of what is not shaped as its kind', () => {
  expect(edges([anObject('Ingress', 'odd', { spec: { rules: 'none' } }), anObject('Service', 'odd', { spec: 'none' })])).toEqual([])
})
