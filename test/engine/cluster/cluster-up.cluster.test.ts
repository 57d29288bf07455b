import { stat } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clusterFiles } from '../../../engine/cluster/cluster-files.ts'
import { kindClusterLabel, kindRoleLabel } from '../../../engine/cluster/cluster-marks.ts'
import { docker, imagesHere, patiently, type RealCluster, realCluster, theirKubeconfig, timeToRunningPod, tracesOf, withClient } from './real-cluster.ts'

const name = 'kindlab-up-test'
const node = `${name}-control-plane`
let cluster: RealCluster

async function timed(what: string, work: Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work
  const took = performance.now() - began
  console.log(`${what}: ${Math.round(took)} ms`)
  return took
}

async function callToNoService(): Promise<string> {
  const { stderr } = await cluster.runtime.exec(node, ['timeout', '5', 'bash', '-c', 'exec 3<>/dev/tcp/10.96.255.200/8080'])
  return stderr
}

beforeAll(async () => {
  cluster = await realCluster(name)
  await cluster.provider.down(patiently())
  await timed('created', cluster.provider.up({}, patiently()))
})

afterAll(() => cluster[Symbol.asyncDispose]())

describe('a kind cluster of our own', () => {
  it('is ready after its creation, by a kubeconfig that only its user can read', async () => {
    const { provider, home } = cluster
    const ready = await provider.up({}, patiently())
    expect(await provider.state()).toEqual({ kind: 'ready', cluster: ready.facts })
    expect(ready).toMatchObject({ facts: { name, provider: 'kind', nodes: 1 }, network: name, internalServer: `https://${node}:6443` })
    expect(ready.access.server).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    expect((await stat(clusterFiles(home, name).kubeconfig)).mode & 0o777).toBe(0o600)
  })

  it('refuses calls to Service addresses that no Service has, though the network outside may answer them', async () => {
    await cluster.provider.up({}, patiently())
    expect(await callToNoService()).toContain('Connection refused')
  })

  it('is left alone by a second `up`, which is quick', async () => {
    const { provider, runtime } = cluster
    await provider.up({}, patiently())
    const before = await docker(runtime, 'inspect', '-f', '{{.Id}} {{.State.StartedAt}}', node)
    const took = await timed('up when ready', provider.up({}, patiently()))
    expect(await docker(runtime, 'inspect', '-f', '{{.Id}} {{.State.StartedAt}}', node)).toBe(before)
    expect(took).toBeLessThan(1_000)
  })

  it('freezes and wakes, and runs a new Pod soon after', async () => {
    const { provider } = cluster
    await provider.up({}, patiently())
    await timed('paused', provider.pause(patiently()))
    expect(await provider.state()).toMatchObject({ kind: 'paused', cluster: { name, nodes: 1 } })
    await provider.pause(patiently())
    await timed('resumed', provider.resume(patiently()))
    const { access } = await provider.up({}, patiently())
    const pod = await withClient(access, (client) => timeToRunningPod(client, 'after-pause'))
    console.log(`a new Pod ran ${Math.round(pod)} ms after it was asked for`)
    expect(pod).toBeLessThan(15_000)
  })

  it('is woken by `up` too', async () => {
    const { provider } = cluster
    await provider.up({}, patiently())
    await provider.pause(patiently())
    await provider.up({}, patiently())
    expect((await provider.state()).kind).toBe('ready')
  })

  it('stops, even from a pause, and starts again with what was in it', async () => {
    const { provider } = cluster
    const { access } = await provider.up({}, patiently())
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kept', namespace: 'default' } }
    await withClient(access, (client) => client.apply(object, { fieldManager: 'test' }))
    await provider.pause(patiently())
    await timed('stopped', provider.stop(patiently()))
    expect((await provider.state()).kind).toBe('stopped')
    await timed('started', provider.up({}, patiently()))
    const kept = await withClient(access, (client) => client.read({ apiVersion: 'v1', kind: 'ConfigMap', name: 'kept', namespace: 'default' }))
    expect(kept?.metadata.name).toBe('kept')
    expect(await callToNoService()).toContain('Connection refused')
  })

  it('becomes ready again when its node was stopped and started behind our back', async () => {
    const { provider, runtime } = cluster
    await provider.up({}, patiently())
    await docker(runtime, 'stop', node)
    expect((await provider.state()).kind).toBe('stopped')
    await docker(runtime, 'start', node)
    await timed('ready after a start from outside', provider.up({}, patiently()))
    expect((await provider.state()).kind).toBe('ready')
  })

  it('is known for ours by what exists, though the home is lost', async () => {
    const other = await realCluster(name)
    try {
      expect(await other.provider.state()).toMatchObject({ kind: 'broken', problem: { code: 'cluster-access-lost' } })
      await cluster.provider.up({}, patiently())
      await other.provider.up({}, patiently())
      expect((await other.provider.state()).kind).toBe('ready')
    } finally {
      await other.removeHome()
    }
  })

  it('is made anew when it was deleted behind our back', async () => {
    const { provider, runtime } = cluster
    await provider.up({}, patiently())
    await docker(runtime, 'rm', '-fv', node)
    expect(await provider.state()).toEqual({ kind: 'absent' })
    await provider.up({}, patiently())
    expect((await provider.state()).kind).toBe('ready')
  })

  it('goes without a trace, and everything else stays as it was', async () => {
    const { provider, runtime } = cluster
    const foreign = await aForeignCluster()
    try {
      await provider.up({}, patiently())
      const volume = await docker(runtime, 'inspect', '-f', '{{range .Mounts}}{{.Name}}{{end}}', node)
      const before = { foreign: await foreign.look(), kubeconfig: await theirKubeconfig() }
      await timed('removed', provider.down(patiently()))
      expect(await provider.state()).toEqual({ kind: 'absent' })
      expect(await tracesOf(runtime, name)).toEqual([])
      expect((await docker(runtime, 'volume', 'ls', '-q')).split('\n')).not.toContain(volume)
      expect({ foreign: await foreign.look(), kubeconfig: await theirKubeconfig() }).toEqual(before)
    } finally {
      await foreign.remove()
    }
  })

  it('is refused where somebody else’s cluster has the name, which is not touched', async () => {
    const foreign = await aForeignCluster()
    const { provider, removeHome } = await realCluster(foreign.name)
    try {
      const before = await foreign.look()
      for (const attempt of [() => provider.up({ recreate: true }, patiently()), () => provider.down(patiently()), () => provider.pause(patiently())]) {
        await expect(attempt()).rejects.toMatchObject({ problem: { code: 'cluster-name-taken', params: { name: foreign.name } } })
      }
      expect(await provider.state()).toMatchObject({ kind: 'failed', problem: { code: 'cluster-name-taken' } })
      expect(await foreign.look()).toBe(before)
    } finally {
      await foreign.remove()
      await removeHome()
    }
  })
})

/** A container with kind's labels on another network, a network and a volume, none of them ours. */
async function aForeignCluster() {
  const { runtime } = cluster
  const foreign = `${name}-foreign`
  const { reference } = await imagesHere(runtime).nodeImage(patiently())
  const labels = { [kindClusterLabel]: foreign, [kindRoleLabel]: 'control-plane' }
  const remove = async (): Promise<void> => {
    await runtime.remove(`${foreign}-control-plane`)
    await docker(runtime, 'network', 'rm', '-f', `${foreign}-net`)
    await docker(runtime, 'volume', 'rm', '-f', `${foreign}-volume`)
  }
  await remove()
  await docker(runtime, 'network', 'create', `${foreign}-net`)
  await docker(runtime, 'volume', 'create', `${foreign}-volume`)
  const mounts = [{ source: `${foreign}-volume`, target: '/data', kind: 'volume' as const }]
  const id = await runtime.create({ name: `${foreign}-control-plane`, image: reference, entrypoint: ['sleep', 'infinity'], labels, network: `${foreign}-net`, mounts })
  await runtime.start(id)
  const look = (): Promise<string> => docker(runtime, 'inspect', '-f', '{{json .State}} {{json .Mounts}}', id)
  return { name: foreign, look, remove }
}
