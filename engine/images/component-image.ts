import { cp, mkdir, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Progress } from '#contract/progress.ts'
import { runProgram } from '../programs/run-program.ts'
import { writeDockerArchive } from './docker-archive.ts'
import { folderStep, type FolderStep } from './folder-step.ts'
import { recipesFolder, type ImageRecipe, type NodeRecipe, type PartRecipe } from './node-recipe.ts'
import { placePrograms, stepsOf, type ProgramSteps } from './place-programs.ts'

const stageScript = join(recipesFolder, 'node', 'stage.sh')

/** One image of a cluster's own (kube-apiserver, etcd, …) as `image.tar`: its programs, and what its parts take from the Debian root. */
export function componentImageStep(
  cache: string,
  { recipe, image, root, programs }: { recipe: NodeRecipe; image: ImageRecipe; root: FolderStep; programs: ProgramSteps },
): FolderStep {
  const parts = image.parts.map((name) => recipe.parts[name] ?? missingPart(image, name))
  const fileFolders = parts.flatMap((part) => (part.files ? [join(recipesFolder, 'node', 'files', part.files)] : []))
  return folderStep(cache, {
    name: `image-${image.name}`,
    code: 'images-pack-image',
    params: { image: image.name },
    needs: [...stepsOf(image.programs, programs), ...(parts.length > 0 ? [root] : [])],
    ingredients: { values: [image, parts], files: [stageScript, ...fileFolders], root: recipesFolder },
    fill: async (folder, progress) => {
      const small = join(folder, 'root')
      await mkdir(small)
      await takeFromRoot(join(root.folder, 'root'), small, parts, progress)
      for (const files of fileFolders) await cp(files, small, { recursive: true })
      for (const [link, target] of parts.flatMap((part) => Object.entries(part.links))) await symlink(target, join(small, link))
      await placePrograms(small, image.programs, programs)
      await writeDockerArchive(small, image, folder, progress.signal)
      await rm(small, { recursive: true })
    },
  })
}

/** The files that the parts name, with the libraries they link; without any, the bare folders of a root. */
async function takeFromRoot(root: string, target: string, parts: readonly PartRecipe[], progress: Progress): Promise<void> {
  const patterns = parts.flatMap((part) => part.fromRoot)
  await runProgram('bash', [stageScript, root, target, ...patterns], { signal: progress.signal, onLine: (line) => progress.log(line) })
}

function missingPart(image: ImageRecipe, name: string): never {
  throw new Error(`images/node/recipe.json: the image ${image.name} wants a part ${name} that is not there`)
}
