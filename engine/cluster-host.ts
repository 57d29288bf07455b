import { join } from 'node:path'
import type { Progress } from '#contract/progress.ts'
import type { ClusterImages } from './cluster/cluster-images.ts'
import type { ClusterProvider } from './cluster/cluster-provider.ts'
import { createKindProvider, defaultClusterName } from './cluster/kind-provider.ts'
import type { Home } from './files/home.ts'
import { ensureNodeImage, ensureTerminalImage } from './images/ensure-images.ts'
import { ensureKind } from './images/kind-program.ts'
import { readNodeRecipe } from './images/node-recipe.ts'
import type { ContainerRuntime } from './runtime/container-runtime.ts'
import { findRuntime, openRuntime, type RuntimeQuestion } from './runtime/open-runtime.ts'

/** Where the cluster is to be had: Docker is looked for when somebody asks, and started or installed only to bring a cluster up. */
export interface ClusterHost {
  /** Only looks: undefined where no Docker answers. */
  find(): Promise<ClusterProvider | undefined>
  open(progress: Progress): Promise<ClusterProvider>
  /** The container engine, once found; a lent cluster has none. */
  readonly runtime: ContainerRuntime | undefined
}

export interface KindHostOptions {
  readonly home: Home
  readonly environment: NodeJS.ProcessEnv
  readonly ask?: (question: RuntimeQuestion) => Promise<boolean>
}

export function kindHost({ home, environment, ask }: KindHostOptions): ClusterHost {
  const name = environment['KINDLAB_CLUSTER'] ?? defaultClusterName
  let runtime: ContainerRuntime | undefined
  const provider = (found: ContainerRuntime): ClusterProvider => createKindProvider({ runtime: found, images: clusterImages(found, cacheOf(home, environment)), home, name })
  return {
    get runtime() {
      return runtime
    },
    find: async () => {
      runtime ??= await findRuntime(environment)
      return runtime && provider(runtime)
    },
    open: async (progress) => {
      runtime ??= await openRuntime({ environment, progress, ...(ask === undefined ? {} : { ask }) })
      return provider(runtime)
    },
  }
}

/** Builds are large and of no one home: `KINDLAB_CACHE` lets several share them. */
export const cacheOf = (home: Home, environment: NodeJS.ProcessEnv): string => environment['KINDLAB_CACHE'] ?? join(home.cache)

/** What provisioning needs of the images' room, bound to one container engine. */
export function clusterImages(runtime: ContainerRuntime, cache: string): ClusterImages {
  const request = (progress: Progress) => ({ runtime, cache, progress })
  return {
    kubernetes: readNodeRecipe().kubernetes,
    kind: (progress) => ensureKind({ cache, progress }),
    nodeImage: async (progress) => {
      const { reference, kind } = await ensureNodeImage(request(progress))
      return { reference, source: kind }
    },
    terminalImage: async (progress) => {
      const node = await ensureNodeImage(request(progress))
      const { reference } = await ensureTerminalImage({ ...request(progress), node })
      return reference
    },
  }
}
