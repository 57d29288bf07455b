import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Progress } from '#contract/progress.ts'
import { runProgram } from '../programs/run-program.ts'
import { folderStep, type FolderStep } from './folder-step.ts'
import { recipesFolder, type ProgramRecipe } from './node-recipe.ts'

const nodeModules = join(recipesFolder, 'node', 'go')

/** Builds programs from their published Go modules, each a folder of `modules`; the module's go.sum is the checksum of every source. */
export function goProgramStep(cache: string, program: ProgramRecipe, modules: string = nodeModules): FolderStep {
  const module = join(modules, program.module)
  return folderStep(cache, {
    name: program.name,
    code: 'images-build-program',
    params: { program: program.name },
    ingredients: { values: [program, process.arch], files: [module], root: recipesFolder },
    fill: (folder, progress) => buildInto(folder, program, module, progress),
  })
}

async function buildInto(folder: string, program: ProgramRecipe, module: string, progress: Progress): Promise<void> {
  const environment = { CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' }
  const args = ['build', '-buildvcs=false', '-trimpath', '-ldflags', linkerFlags(program.variables), ...tagFlags(program.tags)]
  await runProgram('go', [...args, '-o', `${folder}/`, ...program.packages], {
    cwd: module,
    environment,
    signal: progress.signal,
    onLine: (line) => progress.log(line),
  })
  await Promise.all(Object.entries(program.rename).map(([from, to]) => rename(join(folder, from), join(folder, to))))
}

export function linkerFlags(variables: Readonly<Record<string, string>>): string {
  return ['-s', '-w', ...Object.entries(variables).map(([name, text]) => `-X ${name}=${text}`)].join(' ')
}

const tagFlags = (tags: readonly string[]): readonly string[] => (tags.length === 0 ? [] : ['-tags', tags.join(',')])

/** Where Go keeps the source of a module that `module` (a folder of images/node/go) requires; it is downloaded if need be. */
export async function goModuleSource(module: string, path: string, signal: AbortSignal): Promise<string> {
  const cwd = join(nodeModules, module)
  await runProgram('go', ['mod', 'download', path], { cwd, signal })
  return (await runProgram('go', ['list', '-m', '-f', '{{.Dir}}', path], { cwd, signal })).trim()
}
