import { describe, expect, it } from 'vitest'
import type { ClusterState } from '#contract/cluster.ts'
import type { Problem } from '#contract/problem.ts'
import type { Work } from '#contract/status.ts'
import { canBegin, clusterScene } from '../../../../renderer/screens/catalogue/cluster-scene.ts'
import { someFacts } from '../../../builders/labs.ts'

const ready: ClusterState = { kind: 'ready', cluster: someFacts }
const silent: Problem = { code: 'docker-not-answering', params: { where: 'unix:///x' } }
const work = (outcome: Work['outcome'], doing: Work['doing'] = 'up'): Work => ({ doing, startedAt: 1, steps: [], log: [], logged: 0, outcome })
const running = work({ kind: 'running' })
const failed = (problem: Problem = silent, doing: Work['doing'] = 'up'): Work => work({ kind: 'failed', at: 2, problem }, doing)

describe('the scene of a cluster', () => {
  it('is our own work while it runs, whatever was there before', () => {
    expect(clusterScene({ cluster: { kind: 'working', doing: 'creating' }, work: running })).toEqual({ kind: 'working', work: running })
  })

  it('is somebody else’s work where we have none', () => {
    expect(clusterScene({ cluster: { kind: 'working', doing: 'deleting' } })).toEqual({ kind: 'elsewhere', doing: 'deleting' })
    expect(clusterScene({ cluster: { kind: 'working', doing: 'deleting' }, work: work({ kind: 'done', at: 2 }) }).kind).toBe('elsewhere')
  })

  it('is what failed, until the cluster is up', () => {
    expect(clusterScene({ cluster: { kind: 'absent' }, work: failed() })).toEqual({ kind: 'problem', problem: silent, work: failed() })
    expect(clusterScene({ cluster: ready, work: failed() }).kind).toBe('ready')
    expect(clusterScene({ cluster: ready, work: failed(silent, 'pause') }).kind).toBe('problem')
  })

  it('is no problem where a person cancelled', () => {
    expect(clusterScene({ cluster: { kind: 'absent' }, work: failed({ code: 'cancelled', params: {} }) })).toEqual({ kind: 'absent', wasCancelled: true })
  })

  it('is a way on for a cluster of an earlier version', () => {
    expect(clusterScene({ cluster: { kind: 'outdated', name: 'kindlab', reason: 'v1.36.0' } })).toMatchObject({ kind: 'problem', problem: { code: 'cluster-outdated', params: { name: 'kindlab', reason: 'v1.36.0' }, fixes: [{ action: 'recreate-cluster' }] } })
  })

  it('lets labs begin where a click is enough to bring the cluster up', () => {
    const states: ClusterState[] = [ready, { kind: 'paused', cluster: someFacts }, { kind: 'stopped', cluster: someFacts }, { kind: 'absent' }]
    expect(states.map((cluster) => canBegin(clusterScene({ cluster })))).toEqual([true, true, true, true])
    expect(canBegin(clusterScene({ cluster: { kind: 'working', doing: 'creating' }, work: running }))).toBe(true)
    expect([clusterScene({ cluster: { kind: 'working', doing: 'deleting' } }), clusterScene({ cluster: { kind: 'failed', problem: silent } }), clusterScene({ cluster: ready, work: work({ kind: 'running' }, 'stop') })].map(canBegin)).toEqual([false, false, false])
  })
})
