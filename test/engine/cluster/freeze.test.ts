import { describe, expect, it } from 'vitest'
import { silentProgress } from '#contract/progress.ts'
import { freeze, thaw } from '../../../engine/cluster/freeze.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import { aNode, aTerminal, ourNetwork, theCluster } from '../../builders/clusters.ts'
import { fakeRuntime } from '../../fakes/fake-runtime.ts'

const containers = [aNode(), aNode({ role: 'worker' }), aTerminal()]
const look = (runtime: ReturnType<typeof fakeRuntime>) => {
  const [control, worker, terminal] = runtime.things.containers
  return { name: theCluster, network: ourNetwork({ nodes: 2 }), nodes: [control!, worker!], terminals: [terminal!] }
}
const states = (runtime: ReturnType<typeof fakeRuntime>) => runtime.things.containers.map(({ state }) => state)
/** The first process that a script lets go or holds, by the signal it sends. */
const signalsIn = (scripts: readonly string[]) => scripts.map((script) => /pkill -(STOP|CONT) -x (kubelet|kube-controller)/.exec(script.replace(/setsid.*/, ''))?.slice(1).join(' ') ?? 'clock')

/** A cluster whose API server answers as told, in order, and then for ever as at last. */
function apiServer(answers: readonly boolean[]): KubeClient {
  let asked = 0
  const now = new Date().toISOString()
  const lists: Record<string, object[]> = {
    Lease: [{ metadata: { name: 'node' }, spec: { renewTime: now } }],
    Node: [{ metadata: { name: 'node' }, status: { conditions: [{ type: 'Ready', status: 'True' }] } }],
  }
  const client = {
    access: { server: 'https://127.0.0.1:1' },
    isReady: () => Promise.resolve(answers[Math.min(asked++, answers.length - 1)]),
    list: ({ kind }: { kind: string }) => Promise.resolve(lists[kind]),
    with: () => client,
  }
  // Only what a thaw asks.
  return client as unknown as KubeClient
}

describe('pausing', () => {
  it('holds the kubelets and the controller manager, then freezes nodes and terminals', async () => {
    const runtime = fakeRuntime({ containers })
    await freeze(runtime, look(runtime))
    expect(states(runtime)).toEqual(['paused', 'paused', 'paused'])
    expect(signalsIn(runtime.executed)).toEqual(['STOP kubelet', 'STOP kubelet'])
  })

  it('leaves what is frozen already, and does not ask anything of it', async () => {
    const runtime = fakeRuntime({ containers })
    await freeze(runtime, look(runtime))
    await freeze(runtime, look(runtime))
    expect(states(runtime)).toEqual(['paused', 'paused', 'paused'])
    expect(runtime.executed).toHaveLength(2)
  })

  it('does not freeze a cluster that cannot be held', async () => {
    const runtime = fakeRuntime({ containers })
    const failing = Object.assign(Object.create(runtime) as typeof runtime, { exec: () => Promise.reject(new Error('no exec')) })
    await expect(freeze(failing, look(runtime))).rejects.toThrow('no exec')
    expect(states(runtime)).toEqual(['running', 'running', 'running'])
  })
})

describe('resuming', () => {
  const frozen = () => fakeRuntime({ containers: containers.map((one) => ({ ...one, state: 'paused' as const })) })
  const sighting = (runtime: ReturnType<typeof fakeRuntime>) => look(runtime)

  it('lets the kubelets go first and the controller manager last', async () => {
    const runtime = frozen()
    await thaw({ runtime, sighting: sighting(runtime), client: apiServer([false, true]) }, silentProgress(AbortSignal.timeout(5_000)))
    expect(states(runtime)).toEqual(['running', 'running', 'running'])
    expect(signalsIn(runtime.executed)).toEqual(['CONT kubelet', 'CONT kubelet', 'clock', 'CONT kube-controller', 'CONT kube-controller'])
  })

  it('lets the controller manager go though it was cancelled meanwhile', async () => {
    const runtime = frozen()
    const cancelled = thaw({ runtime, sighting: sighting(runtime), client: apiServer([false]) }, silentProgress(AbortSignal.timeout(150)))
    await expect(cancelled).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(signalsIn(runtime.executed).at(-1)).toBe('CONT kube-controller')
  })
})
