import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentProgress } from '#contract/progress.ts'
import { attemptsSite } from '../../authoring/attempts-site.ts'
import { printReports } from '../../authoring/print-report.ts'
import { proveLabs } from '../../authoring/prove-labs.ts'
import { homeFrom } from '../../engine/files/home.ts'
import type { KubeClient } from '../../engine/kube/kube-client.ts'
import { findLab, listPacks } from '../../engine/packs/list-packs.ts'
import { kindTools } from '../../engine/cluster-host.ts'
import { openSite, type Site } from '../../engine/site.ts'
import { connectRuntime, terminalImage, testCluster, type TestCluster } from '../engine/terminals/on-cluster.ts'

describe('proving a lab on a cluster, in terminals of its attempts', () => {
  let root: string
  let cluster: TestCluster
  let site: Site
  const ending = new AbortController()

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'kindlab-proofs-'))
    const runtime = await connectRuntime()
    cluster = await testCluster(runtime)
    const facts = { name: cluster.network, provider: 'kind', kubernetes: '', nodes: 1, image: 'unknown', cgroup: 'unknown', cni: '' } as const
    const ready = { facts, access: cluster.kube.access, internalServer: cluster.internalServer, network: cluster.network, images: { terminal: await terminalImage(runtime) } }
    const host = { capabilities: new Set(['namespaces'] as const), toolsFor: (_: unknown, kube: KubeClient) => kindTools({ runtime, cluster: ready, kube, cache: join(root, 'cache') }) }
    site = await openSite({ cluster: ready, host, home: homeFrom({ KINDLAB_HOME: root }) }, silentProgress(ending.signal))
  })
  afterAll(async () => {
    await site.dispose()
    cluster.kube.dispose()
    await rm(root, { recursive: true, force: true })
  })

  it('holds every claim of the first lab and leaves no attempt behind', { timeout: 300_000 }, async () => {
    const found = findLab(await listPacks({ packs: join(root, 'packs') }), 'first-pod')
    if (found === undefined) throw new Error('the first lab comes with Kindlab')
    const labs = [{ pack: found.pack, loaded: found.lab }]
    const proofs = attemptsSite({
      attempts: site.attempts,
      kube: cluster.kube,
      labs: labs.map(({ pack, loaded }) => ({ pack: pack.pack.id, loaded })),
      facts: { kubernetes: await cluster.kube.version(), cni: 'unknown', cgroup: 'v2', image: 'built' },
      run: async (id, script, options) => site.terminals.runScript(await site.attempts.identity(id), script, options),
      signal: ending.signal,
    })
    // Other tests may make and remove objects of the whole cluster meanwhile.
    const alone = { ...proofs, clusterScoped: async () => (await proofs.clusterScoped()).filter(({ kind }) => kind === 'StorageClass') }
    const reports = await proveLabs(alone, labs, { signal: ending.signal })
    const broken = reports.map((report) => ({ ...report, proofs: report.proofs.filter(({ held }) => !held) }))
    expect(printReports(broken, 'en')).toMatch(/^first-pod: 0 of 0 held/)
    expect(site.attempts.list()).toEqual([])
  })
})
