import { readFile } from 'node:fs/promises'
import type { Progress } from '#contract/progress.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import { createKubeClient } from '../kube/create-kube-client.ts'
import { accessFromKubeconfig } from '../kube/kubeconfig.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import type { ClusterFiles } from './cluster-files.ts'
import type { ClusterImages } from './cluster-images.ts'
import { type KindProgram, kubeconfigFromKind } from './kind-program.ts'

/** One kind cluster of ours, there or not: its name and what is needed to work on it. */
export interface KindCluster {
  readonly name: string
  readonly runtime: ContainerRuntime
  readonly images: ClusterImages
  readonly files: ClusterFiles
}

/** The API server's address for containers on the cluster's network; kind's certificate covers the name. */
export const internalServer = (name: string): string => `https://${name}-control-plane:6443`

export async function kindProgram(cluster: KindCluster, progress: Progress): Promise<KindProgram> {
  const path = await cluster.images.kind(progress)
  return { path, cluster: cluster.name, files: cluster.files, environment: cluster.runtime.environment }
}

/** A client with the engine's own rights; undefined when our kubeconfig is not in the home. */
export async function connectIfKnown(cluster: KindCluster): Promise<KubeClient | undefined> {
  const kubeconfig = await readFile(cluster.files.kubeconfig, 'utf8').catch(() => undefined)
  return kubeconfig === undefined ? undefined : createKubeClient(await accessFromKubeconfig(kubeconfig))
}

/** As `connectIfKnown`, with a lost kubeconfig fetched from the node again. */
export async function connect(cluster: KindCluster, progress: Progress): Promise<KubeClient> {
  const known = await connectIfKnown(cluster)
  if (known !== undefined) return known
  const kubeconfig = await kubeconfigFromKind(await kindProgram(cluster, progress), progress.signal)
  await writeFileAtomically(cluster.files.kubeconfig, kubeconfig)
  return createKubeClient(await accessFromKubeconfig(kubeconfig))
}

export async function usingClient(client: KubeClient, use: (client: KubeClient) => Promise<void>): Promise<void> {
  try {
    await use(client)
  } finally {
    client.dispose()
  }
}
