import type { Progress } from '#contract/progress.ts'
import { cacheOf } from './cluster-host.ts'
import type { Home } from './files/home.ts'
import { loadImages, saveImages } from './images/carry-images.ts'
import { ensureLabImage, ensureNodeImage, ensureTerminalImage } from './images/ensure-images.ts'
import { ensureKind } from './images/kind-program.ts'
import { listImages, type ImageEntry } from './images/list-images.ts'
import { openRuntime, type RuntimeQuestion } from './runtime/open-runtime.ts'

/** Everything that a cluster is made of, on this machine. */
export interface ImageShelf {
  list(): Promise<readonly ImageEntry[]>
  /** Gets or makes what is missing. */
  build(progress: Progress): Promise<void>
  /** Into one file; gives back what is in it. */
  save(file: string, progress: Progress): Promise<readonly string[]>
  load(file: string, progress: Progress): Promise<void>
}

export interface ImageShelfOptions {
  readonly home: Home
  readonly environment?: NodeJS.ProcessEnv
  readonly ask?: (question: RuntimeQuestion) => Promise<boolean>
}

/** Opens it with the machine's container engine, which is started first where it must be. */
export async function openImageShelf({ home, environment = process.env, ask }: ImageShelfOptions, opening: Progress): Promise<ImageShelf> {
  const runtime = await openRuntime({ environment, progress: opening, ...(ask === undefined ? {} : { ask }) })
  const cache = cacheOf(home, environment)
  const list = (signal = opening.signal): Promise<readonly ImageEntry[]> => listImages({ runtime, cache, signal })
  return {
    list,
    build: async (progress) => {
      const request = { runtime, cache, progress }
      await ensureKind({ cache, progress })
      const node = await ensureNodeImage(request)
      await ensureTerminalImage({ ...request, node })
      await ensureLabImage('agnhost', { ...request, node })
    },
    save: async (file, progress) => saveImages(runtime, { entries: await list(progress.signal), file }, progress),
    load: (file, progress) => loadImages(runtime, file, progress),
  }
}
