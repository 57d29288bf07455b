import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Progress, progressTo } from '#contract/progress.ts'
import type { StepCode } from '#contract/messages/steps.ts'
import { cacheOf, clusterImages } from '../../../engine/cluster-host.ts'
import type { ClusterProvider } from '../../../engine/cluster/cluster-provider.ts'
import { createKindProvider } from '../../../engine/cluster/kind-provider.ts'
import { clusterLabel, kindClusterLabel } from '../../../engine/cluster/cluster-marks.ts'
import { type Home, homeFrom } from '../../../engine/files/home.ts'
import { createKubeClient } from '../../../engine/kube/create-kube-client.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import { runProgram } from '../../../engine/programs/run-program.ts'
import type { ContainerRuntime } from '../../../engine/runtime/container-runtime.ts'
import { openRuntime } from '../../../engine/runtime/open-runtime.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'

/** A cluster of a test's own on the real Docker, with a home of its own. Images and builds come from where this machine keeps them. */
export interface RealCluster extends AsyncDisposable {
  readonly name: string
  readonly home: Home
  readonly runtime: ContainerRuntime
  readonly provider: ClusterProvider
  /** Forgets all that was kept beside the cluster, which goes on. */
  readonly removeHome: () => Promise<void>
}

export async function realCluster(name: string): Promise<RealCluster> {
  const folder = await scratchFolder()
  const home = homeFrom({ KINDLAB_HOME: folder.path })
  const runtime = await openRuntime({ environment: process.env, progress: patiently() })
  const provider = createKindProvider({ runtime, images: imagesHere(runtime), home, name })
  const removeHome = async (): Promise<void> => folder[Symbol.asyncDispose]()
  return {
    name,
    home,
    runtime,
    provider,
    removeHome,
    [Symbol.asyncDispose]: async () => {
      await provider.down(patiently())
      await removeHome()
    },
  }
}

export const imagesHere = (runtime: ContainerRuntime) => clusterImages(runtime, cacheOf(homeFrom(), process.env))

/** Long work with an end: what was last reported is in the failure. */
export function patiently(onStep: (step: StepCode) => void = () => {}, signal: AbortSignal = AbortSignal.timeout(240_000)): Progress {
  return progressTo((event) => {
    if (event.kind === 'step') onStep(event.code)
  }, signal)
}

/** Every container, network and volume that has to do with a cluster of this name. */
export async function tracesOf(runtime: ContainerRuntime, name: string): Promise<string[]> {
  const [nodes, others, networks, volumes, named] = await Promise.all([
    runtime.containers({ [kindClusterLabel]: name }),
    runtime.containers({ [clusterLabel]: name }),
    runtime.networks({ [clusterLabel]: name }),
    runtime.volumes({ [clusterLabel]: name }),
    runtime.network(name),
  ])
  return [...nodes, ...others, ...networks, ...volumes, ...(named ? [named] : [])].map((one) => one.name)
}

export async function docker(runtime: ContainerRuntime, ...args: string[]): Promise<string> {
  return (await runProgram('docker', args, { environment: runtime.environment })).trim()
}

/** The learner's own kubeconfig, which nothing of ours may touch. */
export const theirKubeconfig = (): Promise<string> => readFile(process.env['KUBECONFIG'] ?? join(homedir(), '.kube', 'config'), 'utf8').catch(() => '(none)')

/** Runs a Pod and tells how long it took from the request until it ran. */
export async function timeToRunningPod(client: KubeClient, name: string): Promise<number> {
  const began = performance.now()
  const ref = { apiVersion: 'v1', kind: 'Pod', name, namespace: 'default' }
  const container = { name: 'pause', image: 'registry.k8s.io/pause:3.10' }
  await client.create({ ...ref, metadata: { name, namespace: 'default' }, spec: { containers: [container], terminationGracePeriodSeconds: 0 } })
  for (;;) {
    const pod = await client.read(ref)
    if (phaseOf(pod?.['status']) === 'Running') break
    if (performance.now() - began > 60_000) throw new Error(`Pod ${name} did not run within a minute: ${JSON.stringify(pod?.['status'])}`)
  }
  const took = performance.now() - began
  await client.delete(ref, { graceSeconds: 0 })
  return took
}

function phaseOf(status: unknown): unknown {
  return typeof status === 'object' && status !== null && 'phase' in status ? status.phase : undefined
}

export async function withClient<Result>(access: KubeClient['access'], use: (client: KubeClient) => Promise<Result>): Promise<Result> {
  const client = createKubeClient(access)
  try {
    return await use(client)
  } finally {
    client.dispose()
  }
}
