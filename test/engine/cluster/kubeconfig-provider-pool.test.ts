import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import { claimed, claimIn, emptying, freed, isFor } from '../../../engine/cluster/kubeconfig-provider-pool.ts'

const now = new Date('2026-11-24T09:00:00.000Z')
const later = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000)
const lease: KubeObject = {
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: { name: 'kindlab-1', namespace: 'kindlab-pool', resourceVersion: '7', annotations: { 'dev.kindlab.terminal-image': 'terminal:1' } },
}
const claiming = { attempt: 'a1', alias: 'main', round: 1 }

describe('a Lease of the pool', () => {
  it('is free as an administrator made it', () => {
    expect(claimIn(lease, now)).toEqual({ kind: 'free' })
  })

  it('tells who holds its namespace, and what for', () => {
    const held = claimed(lease, claiming, now)
    expect(claimIn(held, later(1))).toEqual({ kind: 'held', attempt: 'a1', alias: 'main', round: '1' })
    expect(isFor(claimIn(held, now), claiming)).toBe(true)
    expect(isFor(claimIn(held, now), { ...claiming, round: 2 })).toBe(false)
  })

  it('keeps its version when it is claimed, so that only the first of two can', () => {
    expect(claimed(lease, claiming, now).metadata).toMatchObject({ resourceVersion: '7', annotations: { 'dev.kindlab.terminal-image': 'terminal:1' } })
  })

  it('writes times with six digits of a second, which Kubernetes insists on', () => {
    expect(claimed(lease, claiming, now)['spec']).toMatchObject({ renewTime: '2026-11-24T09:00:00.000000Z' })
  })

  it('is free again after twelve hours that nobody gave it back', () => {
    const held = claimed(lease, claiming, now)
    expect(claimIn(held, later(11.9)).kind).toBe('held')
    expect(claimIn(held, later(12)).kind).toBe('free')
  })

  it('is nobody’s while it is emptied, and free soon should that never end', () => {
    const going = emptying(claimed(lease, claiming, now), now)
    expect(claimIn(going, now)).toEqual({ kind: 'emptying' })
    expect(claimIn(going, later(0.1)).kind).toBe('free')
  })

  it('is as at the start when it was given back', () => {
    const back = freed(emptying(claimed(lease, claiming, now), now), now)
    expect(claimIn(back, now)).toEqual({ kind: 'free' })
    expect(back.metadata.annotations).toEqual({ 'dev.kindlab.terminal-image': 'terminal:1' })
  })
})
