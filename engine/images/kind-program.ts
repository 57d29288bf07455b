import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import { tryProgram } from '../programs/run-program.ts'
import { build } from './build.ts'
import { hasGo } from './build-machine.ts'
import type { FolderStep } from './folder-step.ts'
import { goProgramStep } from './go-program.ts'
import { kindDownloadStep, kindFileFor, kindFileName, readKindLock } from './kind-download.ts'
import { readNodeRecipe } from './node-recipe.ts'

export interface KindRequest {
  readonly cache: string
  readonly progress: Progress
}

/**
 * The path of kind in the version that Kindlab works with: the one in PATH where it is that, else one from the cache,
 * else built from its Go module where Go is there, else kind's own release.
 * @throws ProblemError `kind-missing` where none of these is to be had.
 */
export async function ensureKind({ cache, progress }: KindRequest): Promise<string> {
  const { version } = readKindLock()
  const installed = await kindInPath(version, progress.signal)
  if (installed) return installed
  const step = (await presentStep(cache)) ?? (await obtain({ cache, progress }, version))
  return join(step.folder, kindFileName())
}

/** The kind that would be used, if one is here already. */
export async function findKind(cache: string, signal: AbortSignal): Promise<{ readonly path: string; readonly origin: 'official' | 'built' } | undefined> {
  const installed = await kindInPath(readKindLock().version, signal)
  if (installed) return { path: installed, origin: 'official' }
  const step = await presentStep(cache)
  return step && { path: join(step.folder, kindFileName()), origin: step.folder === builtKind(cache).folder ? 'built' : 'official' }
}

/** `kind v0.33.0 go1.26.8 linux/amd64` → `v0.33.0`. */
export function versionSaid(line: string): string | undefined {
  return /^kind (v\d+\.\d+\.\d+\S*)/.exec(line)?.[1]
}

/** The folders of the cache where kind may be, the built one first. */
export function kindSteps(cache: string): readonly FolderStep[] {
  return [builtKind(cache), releasedKind(cache)].filter((step) => step !== undefined)
}

function builtKind(cache: string): FolderStep {
  const program = readNodeRecipe().programs.find((one) => one.name === 'kind')
  if (!program) throw new Error('images/node/recipe.json builds no program kind')
  return goProgramStep(cache, program)
}

const releasedKind = (cache: string): FolderStep | undefined =>
  kindDownloadStep(cache, readKindLock(), kindFileFor(process.platform, process.arch))

async function presentStep(cache: string): Promise<FolderStep | undefined> {
  for (const step of kindSteps(cache)) if (await step.isMade()) return step
  return undefined
}

async function obtain({ cache, progress }: KindRequest, version: string): Promise<FolderStep> {
  const step = (await hasGo()) ? builtKind(cache) : releasedKind(cache)
  if (!step) throw new ProblemError({ code: 'kind-missing', params: { version } })
  try {
    await build(step, { cache, progress })
    return step
  } catch (error) {
    progress.signal.throwIfAborted()
    if (error instanceof ProblemError) throw error
    throw new ProblemError({ code: 'kind-missing', params: { version }, detail: reasonOf(error) }, { cause: error })
  }
}

/** `fetch` keeps what really went wrong in the cause. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? [error.message, error.cause instanceof Error ? error.cause.message : ''].filter(Boolean).join(': ') : String(error)
}

async function kindInPath(version: string, signal: AbortSignal): Promise<string | undefined> {
  const files = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, kindFileName()))
  for (const file of files.filter((one) => existsSync(one))) {
    const answer = await tryProgram(file, ['version'], { signal }).catch(() => undefined)
    signal.throwIfAborted()
    if (answer && versionSaid(answer.stdout) === version) return file
  }
  return undefined
}
