import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { clusterImages, cacheOf } from '../../engine/cluster-host.ts'
import { clusterFiles } from '../../engine/cluster/cluster-files.ts'
import { createKindProvider } from '../../engine/cluster/kind-provider.ts'
import { waitForNames } from '../../engine/cluster/cluster-names.ts'
import { createKubeClient } from '../../engine/kube/create-kube-client.ts'
import type { KubeClient } from '../../engine/kube/kube-client.ts'
import { accessFromKubeconfig } from '../../engine/kube/kubeconfig.ts'
import { runProgram } from '../../engine/programs/run-program.ts'
import { agnhost } from './bench-labs.ts'
import { quietly, type BenchSite } from './bench-site.ts'
import { type Figure, figure, median } from './figure.ts'
import type { Part, PartTools } from './part.ts'
import { millisecondsOf, now, repeat } from './stopwatch.ts'

export const provisioning: Part = {
  name: 'provisioning',
  needs: 'cluster',
  measure: async (tools, site) => [...(await readyAlready(site, tools)), ...(await pauses(site, tools)), ...(await besideKind(site, tools))],
}

async function readyAlready({ provider }: BenchSite, { times }: PartTools): Promise<Figure[]> {
  const ups = (await repeat(times(10), () => millisecondsOf(() => provider.up({}, quietly)))).map(inSeconds)
  return [figure({ name: 'up when ready already', value: median(ups), unit: 's', of: ups })]
}

const inSeconds = (milliseconds: number): number => milliseconds / 1_000

async function pauses(site: BenchSite, { times, say }: PartTools): Promise<Figure[]> {
  say('  pause and resume')
  const rounds = await repeat(times(5), (round) => pauseAndResume(site, round))
  return (['pause', 'resume to /readyz', 'resume, all of it', 'resume to a new Pod running'] as const).map((name) => {
    const of = rounds.map((round) => inSeconds(round[name]))
    return figure({ name, value: median(of), unit: 's', of })
  })
}

async function pauseAndResume({ provider, kube }: BenchSite, round: number) {
  const paused = await millisecondsOf(() => provider.pause(quietly))
  await pause(3_000)
  const from = now()
  const resuming = provider.resume(quietly).then(() => now() - from)
  const answered = untilReady(kube).then(() => now() - from)
  const [all, ready] = await Promise.all([resuming, answered.then(async (ready) => ({ ready, running: await podRuns(kube, `after-pause-${round}`).then(() => now() - from) }))])
  return { pause: paused, 'resume to /readyz': ready.ready, 'resume, all of it': all, 'resume to a new Pod running': ready.running }
}

async function untilReady(kube: KubeClient): Promise<void> {
  while (!(await kube.isReady())) await pause(10)
}

async function podRuns(kube: KubeClient, name: string): Promise<void> {
  const pod = { apiVersion: 'v1', kind: 'Pod', name, namespace: 'default' }
  const container = { name: 'it', image: agnhost, args: ['pause'] }
  await kube.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' }, spec: { terminationGracePeriodSeconds: 0, containers: [container] } })
  for (;;) {
    const status = (await kube.read(pod))?.['status'] as { readonly phase?: string } | undefined // a Pod's own
    if (status?.phase === 'Running') break
    await pause(20)
  }
  await kube.delete(pod)
}

/**
 * The same cluster by Kindlab and by kind alone, in turns: the same program, configuration and image. Both until the same: the node is
 * Ready and its Pods have a network, which with a node image of our own comes a moment later (kind's `--wait` ends before).
 */
async function besideKind(site: BenchSite, { times, say }: PartTools): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kindlab-bench-kind-'))
  try {
    const pairs = await repeat(times(4), async (round) => {
      say(`  create a cluster, beside kind (${round + 1})`)
      return { ours: inSeconds(await ourTime(site, join(folder, 'config'))), kind: await kindTime(site, folder) }
    })
    const overheads = pairs.map(({ ours, kind }) => ours - inSeconds(kind.usable))
    const ready = pairs.map(({ kind }) => inSeconds(kind.ready))
    const usable = pairs.map(({ kind }) => inSeconds(kind.usable))
    return [
      figure({ name: 'create a cluster, beyond kind create cluster', value: median(overheads), unit: 's', peer: { name: 'kind alone, s', value: median(usable) }, target: { atMost: 0.5 }, of: overheads }),
      figure({ name: 'kind create cluster --wait', value: median(ready), unit: 's', peer: { name: 'until names are answered, s', value: median(usable) }, of: ready }),
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Leaves the configuration for kind behind, which goes away with the cluster. */
async function ourTime({ runtime, home }: BenchSite, config: string): Promise<number> {
  const name = 'kindlab-bench-ours'
  const provider = createKindProvider({ runtime, images: clusterImages(runtime, cacheOf(home, process.env)), home, name })
  try {
    const time = await millisecondsOf(() => provider.up({ recreate: true }, quietly))
    await copyFile(clusterFiles(home, name).config, config)
    return time
  } finally {
    await provider.down(quietly)
  }
}

async function kindTime({ runtime, home }: BenchSite, folder: string): Promise<{ readonly ready: number; readonly usable: number }> {
  const name = 'kindlab-bench-kind'
  const kind = await clusterImages(runtime, cacheOf(home, process.env)).kind(quietly)
  const environment = { ...runtime.environment, KIND_EXPERIMENTAL_DOCKER_NETWORK: name }
  const kubeconfig = join(folder, 'kubeconfig')
  const create = ['create', 'cluster', '--name', name, '--config', join(folder, 'config'), '--kubeconfig', kubeconfig, '--wait', '3m']
  try {
    const ready = await millisecondsOf(() => runProgram(kind, create, { environment }))
    return { ready, usable: ready + (await millisecondsOf(() => namesIn(kubeconfig))) }
  } finally {
    await runProgram(kind, ['delete', 'cluster', '--name', name, '--kubeconfig', kubeconfig], { environment })
    await runtime.removeNetwork(name)
  }
}

async function namesIn(kubeconfig: string): Promise<void> {
  const client = createKubeClient(await accessFromKubeconfig(await readFile(kubeconfig, 'utf8')))
  try {
    await waitForNames(client, quietly)
  } finally {
    client.dispose()
  }
}
