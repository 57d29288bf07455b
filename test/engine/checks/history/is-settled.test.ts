import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import { isSettled } from '../../../../engine/checks/history/is-settled.ts'
import { aRollout } from '../../../builders/histories.ts'
import { aConfigMap, aDeployment, aPod } from '../../../builders/objects.ts'

const of = (apiVersion: string, kind: string, rest: object): KubeObject => ({ apiVersion, kind, metadata: { name: 'web' }, ...rest })
const conditions = (type: string, status: string): object => ({ conditions: [{ type, status }] })

describe('isSettled', () => {
  it.each<[string, KubeObject, boolean]>([
    ['a Deployment that has rolled out', aRollout(), true],
    ['one with a Pod that is not available yet', aRollout({ available: 2 }), false],
    ['one with a Pod of before', aRollout({ updated: 2 }), false],
    ['one scaled to none', aDeployment({ replicas: 0 }), true],
    ['one that has a status of before', { ...aRollout({ revision: 2 }), status: aRollout()['status'] }, false],
    ['one that is going', aDeployment({ replicas: 0, metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } }), false],
    ['one that is paused with a template that nothing runs', aRollout({ updated: 0 }), false],
    ['one that leaves its number of replicas to the default', { ...aDeployment({ ready: 1, status: { updatedReplicas: 1 } }), spec: {} }, true],
    ['a StatefulSet all of one revision', of('apps/v1', 'StatefulSet', { spec: { replicas: 2 }, status: { replicas: 2, readyReplicas: 2, currentRevision: 'a', updateRevision: 'a' } }), true],
    ['a StatefulSet between two revisions', of('apps/v1', 'StatefulSet', { spec: { replicas: 2 }, status: { replicas: 2, readyReplicas: 2, currentRevision: 'a', updateRevision: 'b' } }), false],
    ['a ReplicaSet that is short of Pods', of('apps/v1', 'ReplicaSet', { spec: { replicas: 2 }, status: { replicas: 2, readyReplicas: 1, availableReplicas: 1 } }), false],
    ['a DaemonSet everywhere', of('apps/v1', 'DaemonSet', { status: { desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberReady: 2, numberAvailable: 2 } }), true],
    ['a DaemonSet not everywhere', of('apps/v1', 'DaemonSet', { status: { desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberReady: 1, numberAvailable: 1 } }), false],
    ['a Pod that runs and is not ready', aPod({ status: { conditions: [{ type: 'Ready', status: 'False' }] } }), false],
    ['a Pod that runs and of which nothing more is known', aPod(), false],
    ['a Pod that is ready', aPod({ status: { conditions: [{ type: 'Ready', status: 'True' }] } }), true],
    ['a Pod that is done', aPod({ phase: 'Succeeded' }), true],
    ['a Job that runs', of('batch/v1', 'Job', { status: { active: 1 } }), false],
    ['a Job that is done', of('batch/v1', 'Job', { status: conditions('Complete', 'True') }), true],
    ['a Job that has failed', of('batch/v1', 'Job', { status: conditions('Failed', 'True') }), true],
    ['a ConfigMap', aConfigMap(), true],
    ['something of a custom kind', of('example.com/v1', 'Widget', {}), true],
    ['something of a custom kind that says it is not ready', of('example.com/v1', 'Widget', { status: conditions('Ready', 'False') }), false],
    ['something with a status that is nonsense', of('example.com/v1', 'Widget', { status: { conditions: [null, 'x'] } }), true],
  ])('%s: %s', (_, object, settled) => {
    expect(isSettled(object)).toBe(settled)
  })
})
