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
import { readPack } from '../../engine/packs/load-pack.ts'
import { kindTools } from '../../engine/cluster-host.ts'
import { openSite, type Site } from '../../engine/site.ts'
import { aPack, labYaml } from '../builders/pack-files.ts'
import { connectRuntime, terminalImage, testCluster, type TestCluster } from '../engine/terminals/on-cluster.ts'

/** Small and quick, with something of each kind; the labs that ship are proven by the gate's own phase. */
const smallPack = aPack({
  '010-one/lab.yaml': labYaml.replace('hold: 3s', 'hold: 1s'),
  '010-one/solution/make.sh': 'kubectl create service clusterip web --tcp=80:80\n',
  '010-one/solution/remove.sh': 'kubectl delete service web\n',
  '010-one/tests/near-miss/make.port.sh': '# expect: made wrong\nkubectl create service clusterip web --tcp=81:81\n',
  '010-one/tests/near-miss/remove.other.sh': '# expect: removed not-yet\nkubectl create service clusterip other --tcp=80:80\n',
  '010-one/tests/alternative/make.manifest.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n',
})

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

  it('holds every claim of it and leaves no attempt behind', { timeout: 300_000 }, async () => {
    const read = readPack(smallPack)
    if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems))
    const labs = read.pack.labs.map((loaded) => ({ pack: read.pack, loaded }))
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
    const broken = reports.map((report) => ({ ...report, proofs: report.proofs.filter(({ held, kind }) => !held && kind !== 'lint') }))
    expect(printReports(broken, 'en')).toMatch(/^one: 0 of 0 held/)
    expect(reports.flatMap(({ proofs: all }) => all).filter(({ held }) => held).length).toBeGreaterThan(20)
    expect(site.attempts.list()).toEqual([])
  })
})
