import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepCode } from '#contract/messages/steps.ts'
import { patiently, type RealCluster, realCluster, tracesOf, withClient } from './real-cluster.ts'
import { provisioningSteps } from './provisioning-steps.ts'

const name = 'kindlab-killed-test'
let cluster: RealCluster

beforeAll(async () => {
  cluster = await realCluster(name)
})
afterAll(() => cluster[Symbol.asyncDispose]())

/** Runs `up` in another process and ends that process without mercy as soon as `step` begins. */
async function upKilledAt(step: StepCode): Promise<void> {
  const program = join(import.meta.dirname, 'up-in-a-process.ts')
  const engine = spawn(process.execPath, [program, cluster.home.root, name, '2'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(engine, 'exit')
  for await (const line of createInterface({ input: engine.stdout })) if (line === step) engine.kill('SIGKILL')
  expect((await exited)[1]).toBe('SIGKILL')
}

describe('an engine killed while it makes a cluster', () => {
  it.each(provisioningSteps)('at %s leaves something that the next `up` makes whole', async (step) => {
    await cluster.provider.down(patiently())
    await upKilledAt(step)
    expect(['absent', 'broken', 'ready']).toContain((await cluster.provider.state()).kind)
    const steps: StepCode[] = []
    const { access, facts } = await cluster.provider.up({ nodes: 2 }, patiently((begun) => steps.push(begun)))
    console.log(`killed at ${step}: ${steps.join(', ')}`)
    expect(facts.nodes).toBe(2)
    expect((await cluster.provider.state()).kind).toBe('ready')
    const nodes = await withClient(access, (client) => client.list({ apiVersion: 'v1', kind: 'Node' }))
    expect(nodes.map((node) => node.metadata.name).sort()).toEqual([`${name}-control-plane`, `${name}-worker`])
  })

  it('leaves something that `down` removes', async () => {
    await cluster.provider.down(patiently())
    await upKilledAt('cluster-nodes')
    await cluster.provider.down(patiently())
    expect(await tracesOf(cluster.runtime, name)).toEqual([])
    expect(await cluster.provider.state()).toEqual({ kind: 'absent' })
  })
})
