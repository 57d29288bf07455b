import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import { tryProgram } from '../programs/run-program.ts'
import { build } from './build.ts'
import { hasGo } from './build-machine.ts'
import type { FolderStep } from './folder-step.ts'
import { goProgramStep } from './go-program.ts'
import { readNodeRecipe, recipesFolder } from './node-recipe.ts'

/** The version of kind that images/node/go/kind requires: the one version Kindlab works with. */
export function kindVersion(): string {
  const goMod = readFileSync(join(recipesFolder, 'node', 'go', 'kind', 'go.mod'), 'utf8')
  const version = /^\s*sigs\.k8s\.io\/kind (v\S+)/m.exec(goMod)?.[1]
  if (!version) throw new Error('images/node/go/kind/go.mod requires no sigs.k8s.io/kind')
  return version
}

/** `kind v0.33.0 go1.26.8 linux/amd64` → `v0.33.0`. */
export function versionSaid(line: string): string | undefined {
  return /^kind (v\d+\.\d+\.\d+\S*)/.exec(line)?.[1]
}

/** The path of kind in our version: the one in PATH where it is that, else built from its Go module. */
export async function ensureKind({ cache, progress }: { cache: string; progress: Progress }): Promise<string> {
  const version = kindVersion()
  const installed = await kindInPath(version, progress.signal)
  if (installed) return installed
  const step = kindStep(cache)
  if (!(await step.isMade()) && !(await hasGo())) throw new ProblemError({ code: 'kind-missing', params: { version } })
  await build(step, { cache, progress })
  return join(step.folder, process.platform === 'win32' ? 'kind.exe' : 'kind')
}

export function kindStep(cache: string): FolderStep {
  const program = readNodeRecipe().programs.find((one) => one.name === 'kind')
  if (!program) throw new Error('images/node/recipe.json builds no program kind')
  return goProgramStep(cache, program)
}

async function kindInPath(version: string, signal: AbortSignal): Promise<string | undefined> {
  const names = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, process.platform === 'win32' ? 'kind.exe' : 'kind'))
  for (const name of names.filter((one) => existsSync(one))) {
    const answer = await tryProgram(name, ['version'], { signal }).catch(() => undefined)
    signal.throwIfAborted()
    if (answer && versionSaid(answer.stdout) === version) return name
  }
  return undefined
}
