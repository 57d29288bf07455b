import { existsSync } from 'node:fs'
import { chmod, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Progress } from '#contract/progress.ts'
import type { BuildStep } from './build-step.ts'
import { keyOf, type Ingredients } from './recipe-key.ts'
import { withScratchFolder } from './scratch-folder.ts'

export interface FolderStep extends BuildStep {
  /** Where the finished output is. */
  readonly folder: string
}

export interface FolderStepSpec {
  readonly name: string
  readonly code: BuildStep['code']
  readonly params?: BuildStep['params']
  readonly needs?: readonly BuildStep[]
  readonly ingredients: Ingredients
  /** Fills an empty folder; it becomes the output only when this has ended well. */
  fill(folder: string, progress: Progress): Promise<void>
}

/** A step whose output is the folder `<cache>/images/<name>-<key>`. */
export function folderStep(cache: string, spec: FolderStepSpec): FolderStep {
  const needs = spec.needs ?? []
  const key = keyOf({ ...spec.ingredients, values: [spec.ingredients.values, needs.map((need) => need.key)] })
  const folder = join(cache, 'images', `${spec.name}-${key}`)
  return {
    name: spec.name,
    code: spec.code,
    ...(spec.params ? { params: spec.params } : {}),
    key,
    needs,
    folder,
    isMade: async () => existsSync(folder),
    make: async (progress) => {
      await withScratchFolder(cache, spec.name, async (part) => {
        await spec.fill(part, progress)
        progress.signal.throwIfAborted()
        await moveIntoPlace(part, folder)
      })
    },
  }
}

async function moveIntoPlace(part: string, folder: string): Promise<void> {
  // A folder for the time of the build is its owner's alone; this one is for all who may read the cache.
  await chmod(part, 0o755)
  try {
    await rename(part, folder)
  } catch (error) {
    // Another build was here first: its output has the same key, so it serves as well.
    if (!existsSync(folder)) throw error
  }
}
