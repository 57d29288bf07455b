import { access } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepCode } from '#contract/messages/steps.ts'
import { clusterFiles } from '../../../engine/cluster/cluster-files.ts'
import { readLock } from '../../../engine/cluster/cluster-lock.ts'
import { patiently, type RealCluster, realCluster, tracesOf } from './real-cluster.ts'
import { provisioningSteps } from './provisioning-steps.ts'

const name = 'kindlab-cancel-test'
let cluster: RealCluster

beforeAll(async () => {
  cluster = await realCluster(name)
})
afterAll(() => cluster[Symbol.asyncDispose]())

/** Cancels as soon as `step` begins. */
async function upCancelledAt(step: StepCode): Promise<unknown> {
  const cancel = new AbortController()
  const progress = patiently((begun) => begun === step && cancel.abort(new Error(`cancelled at ${step}`)), cancel.signal)
  return cluster.provider.up({ nodes: 2 }, progress).then(
    () => 'it came up',
    (error: unknown) => error,
  )
}

describe('cancelling the creation of a cluster', () => {
  it.each(provisioningSteps)('at %s leaves nothing behind', async (step) => {
    expect(await upCancelledAt(step)).toMatchObject({ message: `cancelled at ${step}` })
    const files = clusterFiles(cluster.home, name)
    expect(await tracesOf(cluster.runtime, name)).toEqual([])
    expect(await cluster.provider.state()).toEqual({ kind: 'absent' })
    expect(await readLock(files)).toEqual({ kind: 'free' })
    await expect(access(files.kubeconfig)).rejects.toThrow('ENOENT')
  })
})
