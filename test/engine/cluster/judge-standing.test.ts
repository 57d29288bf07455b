import { describe, expect, it } from 'vitest'
import { judgeStanding, worthRecreating } from '../../../engine/cluster/judge-standing.ts'
import type { ClusterSighting } from '../../../engine/cluster/look-at-cluster.ts'
import { aNode, marks, ourNetwork, theCluster } from '../../builders/clusters.ts'

const wanted = { kubernetes: 'v1.37.0' }
const sighting = (changes: Partial<ClusterSighting> = {}): ClusterSighting => ({ name: theCluster, network: ourNetwork(), nodes: [aNode()], terminals: [], ...changes })
const judge = (changes: Partial<ClusterSighting> = {}, interrupted = false) => judgeStanding(sighting(changes), wanted, interrupted)

describe('what a cluster amounts to, before its API server is asked', () => {
  it('is absent when there is nothing', () => {
    expect(judge({ network: undefined, nodes: [] })).toEqual({ kind: 'absent' })
  })

  it('is absent when only our network is left, as after `kind delete cluster` by hand', () => {
    expect(judge({ nodes: [] })).toEqual({ kind: 'absent' })
  })

  it('runs, pauses and stops with its nodes', () => {
    expect(judge()).toEqual({ kind: 'running', marks: marks() })
    expect(judge({ nodes: [aNode({ state: 'paused' })] })).toEqual({ kind: 'paused', marks: marks() })
    expect(judge({ nodes: [aNode({ state: 'exited' })] })).toEqual({ kind: 'stopped', marks: marks() })
  })

  it('is paused when a pause was cut off after the first of two nodes', () => {
    const nodes = [aNode({ state: 'paused' }), aNode({ role: 'worker' })]
    expect(judge({ nodes, network: ourNetwork({ nodes: 2 }) }).kind).toBe('paused')
  })

  it('is stopped when one of its nodes is', () => {
    const nodes = [aNode(), aNode({ role: 'worker', state: 'exited' })]
    expect(judge({ nodes, network: ourNetwork({ nodes: 2 }) }).kind).toBe('stopped')
  })

  it('is somebody else’s when its nodes are on another network', () => {
    expect(judge({ network: undefined, nodes: [aNode({ network: 'kind' })] })).toEqual({ kind: 'foreign', what: 'kindlab-control-plane' })
  })

  it('is somebody else’s when the network of its name is not marked as ours', () => {
    expect(judge({ network: { id: 'n', name: theCluster, labels: {} }, nodes: [] })).toEqual({ kind: 'foreign', what: theCluster })
  })

  it('is unfinished when a node was made and never started', () => {
    expect(judge({ nodes: [aNode({ state: 'created' })] })).toEqual({ kind: 'unfinished' })
  })

  it('is unfinished when we were killed before all its nodes were there', () => {
    expect(judge({ network: ourNetwork({ nodes: 2 }) }, true)).toEqual({ kind: 'unfinished' })
    expect(judge({ nodes: [aNode({ state: 'exited' })] }, true)).toEqual({ kind: 'unfinished' })
  })

  it('is not called unfinished when it stopped by itself', () => {
    expect(judge({ nodes: [aNode({ state: 'exited' })] }, false).kind).toBe('stopped')
  })

  it('lacks a part when the control plane, a worker or the network is gone', () => {
    expect(judge({ nodes: [aNode({ role: 'worker' })], network: ourNetwork({ nodes: 2 }) })).toEqual({ kind: 'incomplete', missing: 'kindlab-control-plane' })
    expect(judge({ network: ourNetwork({ nodes: 2 }) })).toEqual({ kind: 'incomplete', missing: 'kindlab-worker' })
    expect(judge({ network: undefined, nodes: [aNode({ state: 'exited' })] })).toEqual({ kind: 'incomplete', missing: 'kindlab' })
  })

  it('is outdated by another Kubernetes minor version, node image or layout, and not by a patch version', () => {
    expect(judge({ network: ourNetwork({ kubernetes: 'v1.36.4' }) })).toMatchObject({ kind: 'outdated', reason: 'Kubernetes v1.36.4 ≠ v1.37.0' })
    expect(judge({ network: ourNetwork({ layout: 0 }) })).toMatchObject({ kind: 'outdated', reason: 'layout 0 ≠ 1' })
    expect(judgeStanding(sighting(), { ...wanted, nodeImage: 'kindlab/node:2' }, false)).toMatchObject({ kind: 'outdated', reason: 'kindlab/node:1 ≠ kindlab/node:2' })
    expect(judge({ network: ourNetwork({ kubernetes: 'v1.37.3' }) }).kind).toBe('running')
  })
})

describe('a cluster that can only be made anew', () => {
  it('says what is gone and offers it', () => {
    expect(worthRecreating(theCluster, { kind: 'incomplete', missing: 'kindlab-worker' })).toEqual({
      code: 'cluster-incomplete',
      params: { name: 'kindlab', missing: 'kindlab-worker' },
      fixes: [{ kind: 'action', action: 'recreate-cluster' }],
    })
  })
})
