import { cacheOf } from '../../../engine/cluster-host.ts'
import type { Components } from '../../../engine/components/components.ts'
import { createComponents } from '../../../engine/components/create-components.ts'
import { homeFrom } from '../../../engine/files/home.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import { openRuntime } from '../../../engine/runtime/open-runtime.ts'
import { patiently } from '../attempts/on-cluster.ts'

/** The components of the cluster that tests share. */
export async function componentsOf(kube: KubeClient): Promise<Components> {
  const runtime = await openRuntime({ environment: process.env, progress: patiently })
  return createComponents({ runtime, kube, cache: cacheOf(homeFrom(), process.env), cluster: process.env['KINDLAB_CLUSTER'] ?? '' })
}
