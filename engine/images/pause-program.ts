import { join } from 'node:path'
import { runProgram } from '../programs/run-program.ts'
import { folderStep, type FolderStep } from './folder-step.ts'
import { goModuleSource } from './go-program.ts'
import type { NodeRecipe } from './node-recipe.ts'

/** The program of the pause image, whose C source is in the Kubernetes module. */
export function pauseStep(cache: string, recipe: NodeRecipe): FolderStep {
  const version = recipe.images.find((image) => image.name === 'pause')?.references.at(-1)?.split(':')[1] ?? 'unknown'
  return folderStep(cache, {
    name: 'pause',
    code: 'images-build-program',
    params: { program: 'pause' },
    ingredients: { values: [version, recipe.kubernetes, process.arch] },
    fill: async (folder, { signal }) => {
      const source = join(await goModuleSource('kubernetes', 'k8s.io/kubernetes', signal), 'build', 'pause', 'linux', 'pause.c')
      await runProgram('gcc', ['-Os', '-Wall', '-Werror', '-static', `-DVERSION=v${version}`, '-o', join(folder, 'pause'), source], { signal })
    },
  })
}
