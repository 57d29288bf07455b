import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../../contract/kube.ts'
import { summarize } from '../../../engine/views/summarize.ts'
import { aPod, anObject, around, running, workload } from './objects.ts'

const nothing = around([])
const told = (object: KubeObject): string => {
  const { status, ready } = summarize(object, nothing)
  return [status.word, status.tone, ...(ready === undefined ? [] : [`${ready.are}/${ready.of}`])].join(' ')
}

const waiting = (reason: string, restartCount = 0): object => ({ phase: 'Pending', containerStatuses: [{ name: 'main', ready: false, restartCount, state: { waiting: { reason } } }] })
const ended = (reason: string, exitCode: number): object => ({ phase: 'Failed', containerStatuses: [{ name: 'main', ready: false, state: { terminated: { reason, exitCode } } }] })

describe('a Pod', () => {
  it.each([
    [running, 'Running well 1/1'],
    [{ ...running, conditions: [{ type: 'Ready', status: 'False' }], containerStatuses: [{ name: 'main', ready: false, state: { running: {} } }] }, 'Running under-way 0/1'],
    [waiting('ContainerCreating'), 'ContainerCreating under-way 0/1'],
    [waiting('ImagePullBackOff'), 'ImagePullBackOff broken 0/1'],
    [waiting('CrashLoopBackOff', 4), 'CrashLoopBackOff broken 0/1'],
    [{ phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] }, 'Pending broken 0/1'],
    [{ phase: 'Pending' }, 'Pending under-way 0/1'],
    [ended('OOMKilled', 137), 'OOMKilled broken 0/1'],
    [{ ...ended('Completed', 0), phase: 'Succeeded' }, 'Completed neutral 0/1'],
    [{ phase: 'Failed', reason: 'Evicted' }, 'Evicted broken 0/1'],
    [{ phase: 'Pending', initContainerStatuses: [{ name: 'first', state: { running: {} } }], containerStatuses: [{ name: 'main', state: { waiting: { reason: 'PodInitializing' } } }] }, 'Init:0/1 under-way 0/1'],
    [{ phase: 'Pending', initContainerStatuses: [{ name: 'first', state: { waiting: { reason: 'CrashLoopBackOff' } } }] }, 'Init:CrashLoopBackOff broken 0/1'],
  ])('is told as kubectl tells it: %#', (status, expected) => {
    expect(told(aPod('web', { status }))).toBe(expected)
  })

  it('is on its way out from the moment it is deleted', () => {
    expect(told(aPod('web', { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } }))).toBe('Terminating under-way 1/1')
  })

  it('counts restarts of all its containers', () => {
    expect(summarize(aPod('web', { status: { ...running, initContainerStatuses: [{ name: 'first', restartCount: 2, state: { terminated: { exitCode: 0 } } }], containerStatuses: [{ name: 'main', ready: true, restartCount: 3, state: { running: {} } }] } }), nothing).restarts).toBe(5)
  })
})

describe('what makes Pods', () => {
  const rolledOut = { replicas: 3, readyReplicas: 3, updatedReplicas: 3, availableReplicas: 3 }
  it.each([
    [workload('Deployment', 'web', { spec: { replicas: 3 }, status: rolledOut }), 'Available well 3/3'],
    [workload('Deployment', 'web', { spec: { replicas: 3 }, status: { ...rolledOut, updatedReplicas: 1 } }), 'Progressing under-way 3/3'],
    [workload('Deployment', 'web', { spec: { replicas: 3 }, status: rolledOut, metadata: { generation: 2 } }), 'Progressing under-way 3/3'],
    [workload('Deployment', 'web', { spec: { replicas: 3 }, status: { conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }] } }), 'ProgressDeadlineExceeded broken 0/3'],
    [workload('Deployment', 'web', { spec: { replicas: 0 }, status: {} }), 'ScaledToZero neutral 0/0'],
    [workload('ReplicaSet', 'web-1', { spec: { replicas: 1 }, status: { replicas: 1, readyReplicas: 1 } }), 'Available well 1/1'],
    [workload('ReplicaSet', 'web-1', { spec: { replicas: 1 }, status: { conditions: [{ type: 'ReplicaFailure', status: 'True' }] } }), 'ReplicaFailure broken 0/1'],
    [workload('DaemonSet', 'log', { status: { desiredNumberScheduled: 2, numberReady: 1, updatedNumberScheduled: 2 } }), 'Progressing under-way 1/2'],
    [workload('Job', 'train', { spec: { completions: 2 }, status: { succeeded: 1 } }), 'Running under-way 1/2'],
    [workload('Job', 'train', { status: { succeeded: 1, conditions: [{ type: 'Complete', status: 'True' }] } }), 'Complete well 1/1'],
    [workload('Job', 'train', { status: { conditions: [{ type: 'Failed', status: 'True' }] } }), 'Failed broken 0/1'],
    [workload('CronJob', 'nightly', { spec: { schedule: '0 3 * * *' } }), 'Scheduled neutral'],
  ])('is well when as many are ready as are wanted: %#', (object, expected) => {
    expect(told(object)).toBe(expected)
  })
})

describe('a Service', () => {
  const service = anObject('Service', 'web', { spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] } })
  const slice = (ready: readonly boolean[]): KubeObject => anObject('EndpointSlice', 'web-x', { labels: { 'kubernetes.io/service-name': 'web' }, endpoints: ready.map((is) => ({ conditions: { ready: is } })) })

  it('is well while somebody answers behind it', () => {
    expect(summarize(service, around([slice([true, false])]))).toMatchObject({ status: { word: 'Ready', tone: 'well' }, ready: { are: 1, of: 2 }, facts: [{ name: 'type', value: 'ClusterIP' }, { name: 'ports', value: '80→8080' }, { name: 'selector', value: 'app=web' }] })
  })

  it('is broken when nobody does, and nothing is said where that cannot be seen', () => {
    expect(summarize(service, around([slice([false])])).status).toEqual({ word: 'NoEndpoints', tone: 'broken' })
    expect(summarize(service, around([], ['EndpointSlice'])).status).toEqual({ word: '', tone: 'neutral' })
  })
})

describe('other kinds', () => {
  it.each([
    [anObject('PersistentVolumeClaim', 'data', { status: { phase: 'Pending' } }), 'Pending under-way'],
    [anObject('Node', 'one', { spec: { unschedulable: true }, status: { conditions: [{ type: 'Ready', status: 'True' }] } }), 'Ready,SchedulingDisabled under-way'],
    [anObject('HorizontalPodAutoscaler', 'web', { status: { conditions: [{ type: 'ScalingActive', status: 'False', reason: 'FailedGetResourceMetric' }] } }), 'FailedGetResourceMetric broken'],
    [anObject('TrainJob', 'mnist', { apiVersion: 'kubeflow.org/v1', status: { conditions: [{ type: 'Ready', status: 'False', reason: 'NoPods' }] } }), 'NoPods broken'],
    [anObject('TrainJob', 'mnist', { apiVersion: 'kubeflow.org/v1', status: { conditions: 'none' } }), ' neutral'],
    [anObject('Pod', 'odd', { status: { containerStatuses: 'none' } }), ' neutral'],
  ])('say what they say of themselves, and nothing where it is not to be understood: %#', (object, expected) => {
    expect(told(object)).toBe(expected)
  })

  it('tell of a Secret how much is in it, never what', () => {
    const line = summarize(anObject('Secret', 'login', { type: 'Opaque', data: { password: Buffer.from('hunter2').toString('base64') } }), nothing)
    expect(line.facts).toEqual([{ name: 'type', value: 'Opaque' }, { name: 'keys', value: '1' }, { name: 'size', value: '7 B' }])
    expect(JSON.stringify(line)).not.toContain(Buffer.from('hunter2').toString('base64'))
  })
})
