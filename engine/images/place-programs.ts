import { copyFile, chmod, mkdir, symlink } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import type { FolderStep } from './folder-step.ts'
import type { Placing } from './node-recipe.ts'

export type ProgramSteps = ReadonlyMap<string, FolderStep>

/** The steps that a placing draws from. */
export function stepsOf(placing: Placing, steps: ProgramSteps): readonly FolderStep[] {
  return [...new Set(Object.keys(placing).map((source) => stepOf(source, steps)))]
}

/** Puts programs into a root file system: each once, its further names as links. */
export async function placePrograms(root: string, placing: Placing, steps: ProgramSteps): Promise<void> {
  for (const [source, [path = '', ...links]] of Object.entries(placing)) {
    const target = join(root, path)
    await mkdir(dirname(target), { recursive: true })
    await copyFile(join(stepOf(source, steps).folder, basename(source)), target)
    await chmod(target, 0o755)
    for (const link of links) await symlink(relative(dirname(link), path), join(root, link))
  }
}

function stepOf(source: string, steps: ProgramSteps): FolderStep {
  const step = steps.get(dirname(source))
  if (!step) throw new Error(`images/node/recipe.json places ${source}, but builds no program ${dirname(source)}`)
  return step
}
