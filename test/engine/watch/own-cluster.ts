import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentProgress } from '#contract/progress.ts'
import { kindHost } from '../../../engine/cluster-host.ts'
import { homeFrom } from '../../../engine/files/home.ts'
import { createKubeClient } from '../../../engine/kube/create-kube-client.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import type { ContainerRuntime } from '../../../engine/runtime/container-runtime.ts'

/** A kind cluster that a test may break. */
export interface OwnCluster extends AsyncDisposable {
  readonly kube: KubeClient
  readonly runtime: ContainerRuntime
  /** Name of the one node's container. */
  readonly node: string
}

export async function anOwnCluster(name: string): Promise<OwnCluster> {
  const progress = silentProgress(new AbortController().signal)
  const root = await mkdtemp(join(tmpdir(), `${name}-`))
  const host = kindHost({ home: homeFrom({ KINDLAB_HOME: root }), environment: { ...process.env, KINDLAB_CLUSTER: name } })
  const provider = await host.open(progress)
  const { access } = await provider.up({}, progress)
  const { runtime } = host
  if (runtime === undefined) throw new Error('a kind cluster came up without a container engine')
  const kube = createKubeClient(access)
  return {
    kube,
    runtime,
    node: `${name}-control-plane`,
    [Symbol.asyncDispose]: async () => {
      kube.dispose()
      await provider.down(progress)
      await rm(root, { recursive: true, force: true })
    },
  }
}
