import type { Progress } from '#contract/progress.ts'
import type { StepCode } from '#contract/messages/steps.ts'
import { type RunOptions, runProgram } from '../programs/run-program.ts'
import type { ClusterFiles } from './cluster-files.ts'

/** The kind program, set up for one cluster: on our Docker, our network, with our kubeconfig. */
export interface KindProgram {
  readonly path: string
  readonly cluster: string
  readonly files: ClusterFiles
  readonly environment: Readonly<Record<string, string>>
}

/** Makes nodes and a control plane, network, storage. It never removes what failed: the caller looks at it first. */
export async function createWithKind(kind: KindProgram, progress: Progress): Promise<void> {
  const { files, cluster } = kind
  const args = ['create', 'cluster', '--name', cluster, '--config', files.config, '--kubeconfig', files.kubeconfig, '--retain', '--wait', '0s']
  await run(kind, args, {
    signal: progress.signal,
    onLine: (line) => {
      const step = stepOf(line)
      if (step !== undefined) progress.step(step)
      progress.log(line)
    },
  })
}

/** The cluster's admin kubeconfig with its address on this machine, read from the node. */
export async function kubeconfigFromKind(kind: KindProgram, signal: AbortSignal): Promise<string> {
  return run(kind, ['get', 'kubeconfig', '--name', kind.cluster], { signal })
}

/** Everything the nodes can tell, as a folder of files. */
export async function exportKindLogs(kind: KindProgram, folder: string, signal: AbortSignal): Promise<void> {
  await run(kind, ['export', 'logs', folder, '--name', kind.cluster], { signal })
}

function run(kind: KindProgram, args: readonly string[], options: RunOptions): Promise<string> {
  const environment = {
    ...kind.environment,
    KIND_EXPERIMENTAL_PROVIDER: 'docker',
    // A network of this cluster's own can be removed with it; kind's shared one cannot.
    KIND_EXPERIMENTAL_DOCKER_NETWORK: kind.cluster,
    KUBECONFIG: kind.files.kubeconfig,
  }
  return runProgram(kind.path, args, { ...options, environment })
}

/** kind's status lines (` • Preparing nodes 📦  ...`) in our own words. */
const steps: readonly (readonly [string, StepCode])[] = [
  ['Preparing nodes', 'cluster-nodes'],
  ['Writing configuration', 'cluster-configuration'],
  ['Starting control-plane', 'cluster-control-plane'],
  ['Installing CNI', 'cluster-network'],
  ['Installing StorageClass', 'cluster-storage'],
  ['Joining worker nodes', 'cluster-workers'],
]

export function stepOf(line: string): StepCode | undefined {
  if (!line.startsWith(' • ')) return undefined
  return steps.find(([words]) => line.startsWith(words, 3))?.[1]
}
