import { join } from 'node:path'
import { runProgram } from '../programs/run-program.ts'
import { readAptSource } from '../runtime/apt-source.ts'
import { folderStep, type FolderStep } from './folder-step.ts'
import { recipesFolder, type NodeRecipe } from './node-recipe.ts'

/** A small Debian with systemd and what a node needs, as the folder `root` of its output. */
export function debianRootStep(cache: string, { debian }: NodeRecipe): FolderStep {
  const script = join(recipesFolder, 'node', 'debian-root.sh')
  return folderStep(cache, {
    name: 'debian-root',
    code: 'images-make-root',
    ingredients: { values: [debian, process.arch], files: [script], root: recipesFolder },
    fill: async (folder, progress) => {
      const { uri } = await readAptSource()
      await runProgram('bash', [script, join(folder, 'root'), debian.suite, uri, ...debian.packages], {
        signal: progress.signal,
        environment: { DEBIAN_FRONTEND: 'noninteractive' },
        onLine: (line) => progress.log(line),
      })
    },
  })
}
