import { join, sep } from 'node:path'
import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import type { BundleManifest } from './bundles/bundle-format.ts'
import { createBundle, type BundleFacts } from './bundles/create-bundle.ts'
import { loadBundle, readBundle, type Loaded } from './bundles/load-bundle.ts'
import { cacheOf } from './cluster-host.ts'
import type { ImageShelfOptions } from './image-shelf.ts'
import { builtInPacks, listPacks } from './packs/list-packs.ts'
import { openRuntime } from './runtime/open-runtime.ts'

/** Packs with all that they need, on their way to machines without a network. */
export interface BundleDesk {
  create(pack: string, file: string, progress: Progress): Promise<BundleFacts>
  read(file: string, signal: AbortSignal): Promise<BundleManifest>
  load(file: string, progress: Progress): Promise<Loaded>
}

/** Opens it with the machine's container engine, which is started first where it must be. */
export async function openBundleDesk({ home, environment = process.env, ask }: ImageShelfOptions, opening: Progress): Promise<BundleDesk> {
  const runtime = await openRuntime({ environment, progress: opening, ...(ask === undefined ? {} : { ask }) })
  const site = { runtime, cache: cacheOf(home, environment), packs: join(home.root, 'bundled') }
  return {
    create: async (id, file, progress) => {
      const { packs } = await listPacks(home)
      const pack = packs.find((one) => one.pack.id === id)
      if (pack === undefined) throw new ProblemError({ code: 'pack-unknown', params: { pack: id } })
      return createBundle(site, { pack, isBuiltIn: pack.folder.startsWith(builtInPacks + sep), file }, progress)
    },
    read: readBundle,
    load: (file, progress) => loadBundle(site, file, progress),
  }
}
