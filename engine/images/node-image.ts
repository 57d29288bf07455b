import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from '../programs/run-program.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import { changeInContainer } from './change-in-container.ts'
import { componentImageStep } from './component-image.ts'
import { debianRootStep } from './debian-root.ts'
import type { FolderStep } from './folder-step.ts'
import { goModuleSource, goProgramStep } from './go-program.ts'
import { imageStep, type ImageStep } from './image-step.ts'
import { recipesFolder, type NodeRecipe } from './node-recipe.ts'
import { pauseStep } from './pause-program.ts'
import { placePrograms, stepsOf, type ProgramSteps } from './place-programs.ts'
import { tarOf } from './tar-stream.ts'
import { withScratchFolder } from './scratch-folder.ts'

const nodeFolder = join(recipesFolder, 'node')

/** As kind's images/base/Dockerfile ends: systemd knows that it is in a container, and is stopped as it wants to be. */
const nodeChanges = ['ENV container=docker', 'STOPSIGNAL SIGRTMIN+3', 'ENTRYPOINT ["/usr/local/bin/entrypoint","/sbin/init"]']

/** The whole recipe of the built node image, as steps: its last one, which needs all others. */
export function nodeImageStep(runtime: ContainerRuntime, cache: string, recipe: NodeRecipe): ImageStep {
  const root = debianRootStep(cache, recipe)
  const programs: ProgramSteps = new Map([
    ...recipe.programs.map((program) => [program.name, goProgramStep(cache, program)] as const),
    ['pause', pauseStep(cache, recipe)] as const,
  ])
  const base = nodeBaseStep(runtime, cache, { recipe, root, programs })
  const images = recipe.images.map((image) => componentImageStep(cache, { recipe, image, root, programs }))
  return preloadedNodeStep(runtime, cache, { recipe, base, images })
}

/** The Debian root with kind's files and the node's programs, without images yet. */
function nodeBaseStep(
  runtime: ContainerRuntime,
  cache: string,
  { recipe, root, programs }: { recipe: NodeRecipe; root: FolderStep; programs: ProgramSteps },
): ImageStep {
  const [script, files, kind] = [join(nodeFolder, 'node-root.sh'), join(nodeFolder, 'files', 'node'), join(nodeFolder, 'go', 'kind')]
  return imageStep(runtime, {
    repository: 'kindlab/node-base',
    code: 'images-make-node-base',
    needs: [root, ...stepsOf(recipe.node, programs)],
    ingredients: { values: [recipe.node, recipe.kubernetes, nodeChanges], files: [script, files, kind], root: recipesFolder },
    build: ({ reference, label }, progress) =>
      withScratchFolder(cache, 'node-base', async (folder) => {
        const target = join(folder, 'root')
        await runProgram('cp', ['-a', join(root.folder, 'root'), target], { signal: progress.signal })
        await placePrograms(target, recipe.node, programs)
        const source = await goModuleSource('kind', 'sigs.k8s.io/kind', progress.signal)
        await runProgram('bash', [script, target, source, files, recipe.kubernetes], {
          signal: progress.signal,
          onLine: (line) => progress.log(line),
        })
        using tar = tarOf(target)
        await runtime.importRoot(tar.stream, reference, [...nodeChanges, label], progress)
      }),
  })
}

/** The node image: its base, with every image that a cluster starts with in its containerd. */
function preloadedNodeStep(
  runtime: ContainerRuntime,
  cache: string,
  { recipe, base, images }: { recipe: NodeRecipe; base: ImageStep; images: readonly FolderStep[] },
): ImageStep {
  const script = join(nodeFolder, 'preload.sh')
  return imageStep(runtime, {
    repository: 'kindlab/node',
    tag: recipe.kubernetes,
    code: 'images-preload-node',
    needs: [base, ...images],
    ingredients: { values: [nodeChanges], files: [script], root: recipesFolder },
    build: async ({ reference, label }, progress) => {
      await changeInContainer(runtime, {
        from: base.reference,
        to: reference,
        command: ['bash', '-c', await readFile(script, 'utf8'), 'preload', recipe.kubernetes],
        network: 'none',
        mounts: images.map((image, index) => ({ source: image.folder, target: `/run/images/${index}`, kind: 'bind', readOnly: true })),
        changes: [...nodeChanges, label],
        cache,
        progress,
      })
      await runtime.removeImage(base.reference)
    },
  })
}
