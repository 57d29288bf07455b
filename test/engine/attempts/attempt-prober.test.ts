import { describe, expect, it } from 'vitest'
import { attemptProber, type AttemptProberParts } from '../../../engine/attempts/attempt-prober.ts'
import { createClusterProber } from '../../../engine/probing/cluster-prober.ts'
import { openWorkspace } from '../../../engine/workspace/workspace.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'
import { FakeKubeClient } from '../../fakes/fake-kube-client.ts'

const unhurried = new AbortController().signal
const identity = { attempt: 'a', kubeconfig: '', namespace: 'lab-main', workspace: '' }

function prober(folder: string, runScript: AttemptProberParts['terminals']['runScript'] = async () => ({ exitCode: 0, output: 'yes' })): ReturnType<typeof attemptProber> {
  return attemptProber({ cluster: createClusterProber({ kube: new FakeKubeClient(), image: 'agnhost' }), workspace: () => openWorkspace(folder), identity: async () => identity, terminals: { runScript }, log: (line) => expect.unreachable(line) })
}

/** Ends only when it is told to, as a script that hangs. */
const hangs: AttemptProberParts['terminals']['runScript'] = (_, __, { signal } = {}) => new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))

describe('looking for an attempt', () => {
  it('reads a file of the workspace, and says where there is none', async () => {
    await using folder = await scratchFolder()
    const workspace = await openWorkspace(folder.path)
    const look = (): Promise<unknown> => prober(folder.path).take({ kind: 'file', path: 'web.yaml' }, unhurried)
    expect(await look()).toEqual({ kind: 'file' })
    await workspace.write('web.yaml', 'kind: Pod')
    expect(await look()).toEqual({ kind: 'file', text: 'kind: Pod' })
  })

  it('tells when a file changed, until nobody listens any more', async () => {
    await using folder = await scratchFolder()
    const changed = Promise.withResolvers<void>()
    const watching = prober(folder.path).onChange?.('file', () => changed.resolve())
    const workspace = await openWorkspace(folder.path)
    const timer = setInterval(() => void workspace.write('web.yaml', String(performance.now())), 100)
    await changed.promise.finally(() => clearInterval(timer))
    watching?.dispose()
  })

  it('runs a command, and ends one that takes too long', async () => {
    await using folder = await scratchFolder()
    expect(await prober(folder.path).take({ kind: 'command', script: 'true', timeout: 1_000 }, unhurried)).toEqual({ kind: 'command', exitCode: 0, output: 'yes' })
    await expect(prober(folder.path, hangs).take({ kind: 'command', script: 'sleep', timeout: 10 }, unhurried)).rejects.toMatchObject({ problem: { code: 'sample-late' } })
  })

  it('ends a command when its check is closed', async () => {
    await using folder = await scratchFolder()
    const closing = new AbortController()
    const running = prober(folder.path, hangs).take({ kind: 'command', script: 'sleep', timeout: 10_000 }, closing.signal)
    closing.abort(new Error('closed'))
    await expect(running).rejects.toThrow('closed')
  })
})
