import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { silentProgress } from '#contract/progress.ts'
import { clusterFiles, makeClusterFolder } from '../../../engine/cluster/cluster-files.ts'
import type { ClusterImages } from '../../../engine/cluster/cluster-images.ts'
import { createKindProvider } from '../../../engine/cluster/kind-provider.ts'
import { homeFrom } from '../../../engine/files/home.ts'
import { aNode, aTerminal, ourNetwork, theCluster } from '../../builders/clusters.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'
import { type FakeRuntime, fakeRuntime } from '../../fakes/fake-runtime.ts'

/** Nothing in these tests may get as far as an image. */
const noImages: ClusterImages = {
  kubernetes: 'v1.37.0',
  kind: () => Promise.reject(new Error('asked for kind')),
  nodeImage: () => Promise.reject(new Error('asked for the node image')),
  terminalImage: () => Promise.reject(new Error('asked for the terminal image')),
}

async function providerOn(runtime: FakeRuntime) {
  const folder = await scratchFolder()
  const home = homeFrom({ KINDLAB_HOME: folder.path })
  const provider = createKindProvider({ runtime, images: noImages, home })
  return { provider, files: clusterFiles(home, theCluster), [Symbol.asyncDispose]: async () => folder[Symbol.asyncDispose]() }
}

const progress = silentProgress(new AbortController().signal)
const facts = { name: 'kindlab', provider: 'kind', kubernetes: 'v1.37.0', nodes: 1, image: 'built', cgroup: 'v2', cni: 'kube-router' }

describe('the state of a kind cluster', () => {
  it('is read from its containers', async () => {
    await using absent = await providerOn(fakeRuntime())
    expect(await absent.provider.state()).toEqual({ kind: 'absent' })
    await using paused = await providerOn(fakeRuntime({ networks: [ourNetwork()], containers: [aNode({ state: 'paused' })] }))
    expect(await paused.provider.state()).toEqual({ kind: 'paused', cluster: facts })
    await using stopped = await providerOn(fakeRuntime({ networks: [ourNetwork()], containers: [aNode({ state: 'exited' })] }))
    expect(await stopped.provider.state()).toEqual({ kind: 'stopped', cluster: facts })
  })

  it('tells what another process is doing', async () => {
    const runtime = fakeRuntime({ networks: [ourNetwork()], containers: [aNode()] })
    await using here = await providerOn(runtime)
    const seen: unknown[] = []
    const list = runtime.pause.bind(runtime)
    Object.assign(runtime, {
      pause: async (id: string) => {
        seen.push(await here.provider.state())
        return list(id)
      },
    })
    await here.provider.pause(progress)
    expect(seen).toEqual([{ kind: 'working', doing: 'pausing' }])
    expect((await here.provider.state()).kind).toBe('paused')
  })

  it('is broken where a killed engine left its creation', async () => {
    await using left = await providerOn(fakeRuntime({ networks: [ourNetwork({ nodes: 2 })], containers: [aNode()] }))
    await makeClusterFolder(left.files)
    await writeFile(left.files.lock, JSON.stringify({ pid: 2 ** 30, began: '', doing: 'creating' }))
    expect(await left.provider.state()).toMatchObject({ kind: 'broken', problem: { code: 'cluster-unfinished' } })
  })

  it('is failed, with the reason, when Docker does not answer', async () => {
    const runtime = Object.assign(fakeRuntime(), { network: () => Promise.reject(new Error('connect ENOENT')) })
    await using here = await providerOn(runtime)
    expect(await here.provider.state()).toMatchObject({ kind: 'failed', problem: { code: 'unexpected', params: { message: 'connect ENOENT' } } })
  })
})

describe('bringing a kind cluster up', () => {
  it('asks before it makes an outdated one anew', async () => {
    const runtime = fakeRuntime({ networks: [ourNetwork({ kubernetes: 'v1.36.4' })], containers: [aNode(), aTerminal()] })
    await using here = await providerOn(runtime)
    await expect(here.provider.up({}, progress)).rejects.toMatchObject({ problem: { code: 'cluster-outdated', fixes: [{ kind: 'action', action: 'recreate-cluster' }] } })
    expect(runtime.things.containers).toHaveLength(2)
  })

  it('makes it anew when it was told to', async () => {
    const runtime = fakeRuntime({ networks: [ourNetwork({ kubernetes: 'v1.36.4' })], containers: [aNode(), aTerminal()] })
    await using here = await providerOn(runtime)
    await expect(here.provider.up({ recreate: true }, progress)).rejects.toThrow('asked for kind')
    expect(runtime.things).toEqual({ containers: [], networks: [], volumes: [] })
  })

  it('never removes a stopped cluster because an earlier `up` was killed while it started it', async () => {
    const runtime = fakeRuntime({ networks: [ourNetwork()], containers: [aNode({ state: 'exited' })] })
    await using left = await providerOn(runtime)
    await makeClusterFolder(left.files)
    await writeFile(left.files.lock, JSON.stringify({ pid: 2 ** 30, began: '', doing: 'resuming' }))
    await expect(left.provider.up({}, progress)).rejects.toThrow('asked for kind')
    expect(runtime.things.containers.map(({ state }) => state)).toEqual(['running'])
  })
})

describe('resuming a kind cluster whose kubeconfig is lost', () => {
  it.each(['up', 'resume'] as const)('wakes its nodes before kind is asked for it: `%s`', async (operation) => {
    const runtime = fakeRuntime({ networks: [ourNetwork()], containers: [aNode({ state: 'paused' })] })
    await using here = await providerOn(runtime)
    await expect(operation === 'up' ? here.provider.up({}, progress) : here.provider.resume(progress)).rejects.toThrow('asked for kind')
    expect(runtime.things.containers.map(({ state }) => state)).toEqual(['running'])
  })
})

describe('pausing and stopping a kind cluster', () => {
  it('is refused where there is none', async () => {
    await using here = await providerOn(fakeRuntime())
    await expect(here.provider.pause(progress)).rejects.toMatchObject({ problem: { code: 'cluster-absent', params: { name: 'kindlab' } } })
    await expect(here.provider.stop(progress)).rejects.toMatchObject({ problem: { code: 'cluster-absent' } })
  })

  it('stops what is paused', async () => {
    const runtime = fakeRuntime({ networks: [ourNetwork()], containers: [aNode({ state: 'paused' }), aTerminal({ state: 'paused' })] })
    await using here = await providerOn(runtime)
    await here.provider.stop(progress)
    expect(runtime.things.containers.map(({ state }) => state)).toEqual(['exited', 'exited'])
  })

  it('does not begin when it was cancelled before', async () => {
    const runtime = fakeRuntime({ networks: [ourNetwork()], containers: [aNode()] })
    await using here = await providerOn(runtime)
    await expect(here.provider.down(silentProgress(AbortSignal.abort(new Error('cancelled'))))).rejects.toThrow('cancelled')
    expect(runtime.things.containers).toHaveLength(1)
  })
})
