import { describe, expect, it } from 'vitest'
import { silentProgress } from '#contract/progress.ts'
import { freeze, thaw } from '../../../engine/cluster/freeze.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import type { ContainerRuntime } from '../../../engine/runtime/container-runtime.ts'
import { aNode, aTerminal, ourNetwork, theCluster } from '../../builders/clusters.ts'
import { type FakeRuntime, fakeRuntime } from '../../fakes/fake-runtime.ts'

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
    dispose: () => {},
  }
  // Only what a thaw asks.
  return client as unknown as KubeClient
}

/** An engine that refuses to pause each container until it was asked so many times. */
function pausingAtTry(wanted: number, runtime: FakeRuntime, refusal: string): ContainerRuntime {
  const tries = new Map<string, number>()
  const pause = (id: string): Promise<void> => {
    tries.set(id, (tries.get(id) ?? 0) + 1)
    return tries.get(id) === wanted ? runtime.pause(id) : Promise.reject(new Error(refusal))
  }
  return { ...runtime, pause }
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

  it('tries again where a busy container could not be frozen at once', async () => {
    const runtime = fakeRuntime({ containers })
    await freeze(pausingAtTry(3, runtime, 'OCI runtime pause failed: unable to freeze'), look(runtime))
    expect(states(runtime)).toEqual(['paused', 'paused', 'paused'])
  })

  it('gives up on a container that can never be frozen, with what was said', async () => {
    const runtime = fakeRuntime({ containers: containers.slice(0, 1) })
    const sighting = { ...look(fakeRuntime({ containers })), nodes: runtime.things.containers, terminals: [] }
    await expect(freeze(pausingAtTry(Infinity, runtime, 'unable to freeze'), sighting)).rejects.toThrow('unable to freeze')
    expect(states(runtime)).toEqual(['running'])
  })

  it('does not try again after any other refusal', async () => {
    const runtime = fakeRuntime({ containers })
    await expect(freeze(pausingAtTry(2, runtime, 'cgroups: not supported'), look(runtime))).rejects.toThrow('not supported')
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
    await thaw({ runtime, sighting: sighting(runtime), connect: () => Promise.resolve(apiServer([false, true])) }, silentProgress(AbortSignal.timeout(5_000)))
    expect(states(runtime)).toEqual(['running', 'running', 'running'])
    expect(signalsIn(runtime.executed)).toEqual(['CONT kubelet', 'CONT kubelet', 'clock', 'CONT kube-controller', 'CONT kube-controller'])
  })

  it('lets the controller manager go though it was cancelled meanwhile', async () => {
    const runtime = frozen()
    const cancelled = thaw({ runtime, sighting: sighting(runtime), connect: () => Promise.resolve(apiServer([false])) }, silentProgress(AbortSignal.timeout(150)))
    await expect(cancelled).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(signalsIn(runtime.executed).at(-1)).toBe('CONT kube-controller')
  })
})
