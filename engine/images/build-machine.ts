import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ProblemError, type Problem } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import { ProgramError, runProgram, tryProgram } from '../programs/run-program.ts'
import { buildFailure } from './build-failure.ts'

/** What a machine must be to build images from packages. */
export interface MachineFacts {
  readonly platform: NodeJS.Platform
  readonly isRoot: boolean
  /** `go version` as a number pair, if Go is there. */
  readonly go: readonly [major: number, minor: number] | undefined
  readonly hasApt: boolean
  /** Which of the programs in `tools` are not there. */
  readonly missing: readonly string[]
}

export type Fitness =
  | { readonly kind: 'ready' }
  | { readonly kind: 'needs-packages'; readonly packages: readonly string[] }
  | { readonly kind: 'unfit'; readonly problem: Problem }

/** Program → the Debian packages that bring it. */
const tools: Readonly<Record<string, readonly string[]>> = {
  debootstrap: ['debootstrap', 'debian-archive-keyring'],
  gcc: ['gcc', 'libc6-dev'],
  tar: ['tar'],
  xz: ['xz-utils'],
  pip3: ['python3-pip'],
}

/** What every build needs. */
export const usualTools: readonly string[] = ['debootstrap', 'gcc', 'tar', 'xz']

/** The first Go that fetches by itself the toolchain that a module asks for. */
const oldestGo = [1, 21] as const

export function judgeMachine(facts: MachineFacts, image: string): Fitness {
  const unfit = (code: Problem['code'], params: Problem['params'] = {}): Fitness => ({ kind: 'unfit', problem: { code, params: { image, ...params } } })
  if (facts.platform !== 'linux') return unfit('build-needs-linux')
  if (!facts.isRoot) return unfit('build-needs-root')
  if (!isRecentGo(facts.go)) return unfit('build-needs-go', { version: oldestGo.join('.') })
  if (facts.missing.length === 0) return { kind: 'ready' }
  if (!facts.hasApt) return unfit('build-needs-debian', { tools: facts.missing.join(', ') })
  return { kind: 'needs-packages', packages: facts.missing.flatMap((tool) => tools[tool] ?? []) }
}

export async function lookAtMachine(needed: readonly string[] = usualTools): Promise<MachineFacts> {
  return {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    go: await goVersion(),
    hasApt: isInPath('apt-get'),
    missing: needed.filter((tool) => !isInPath(tool)),
  }
}

export const hasGo = async (): Promise<boolean> => isRecentGo(await goVersion())

/** Makes the machine ready to build, or says in a Problem why it cannot be. */
export async function prepareMachine(fitness: Fitness, progress: Progress): Promise<void> {
  if (fitness.kind === 'unfit') throw new ProblemError(fitness.problem)
  if (fitness.kind === 'ready') return
  progress.step('images-install-tools', { tools: fitness.packages.join(', ') })
  // A list that one of a machine's many sources did not answer for is no reason to stop: the packages may be in the others.
  await apt(['update'], progress).catch((error: unknown) => progress.log(String(error)))
  try {
    await apt(['install', '--yes', '--no-install-recommends', ...fitness.packages], progress)
  } catch (error) {
    progress.signal.throwIfAborted()
    throw error instanceof ProgramError ? new ProblemError(buildFailure('apt-get install', error), { cause: error }) : error
  }
}

/** Another apt may be at work: its lock is waited for. */
function apt(args: readonly string[], progress: Progress): Promise<string> {
  return runProgram('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    signal: progress.signal,
    environment: { DEBIAN_FRONTEND: 'noninteractive' },
    onLine: (line) => progress.log(line),
  })
}

/** `go version go1.26.8 linux/amd64` → [1, 26]. */
export function goVersionSaid(line: string): readonly [number, number] | undefined {
  const [, major, minor] = /\bgo(\d+)\.(\d+)/.exec(line.replace(/^go version /, '')) ?? []
  return major && minor ? [Number(major), Number(minor)] : undefined
}

function isRecentGo(go: MachineFacts['go']): boolean {
  return go !== undefined && (go[0] > oldestGo[0] || (go[0] === oldestGo[0] && go[1] >= oldestGo[1]))
}

async function goVersion(): Promise<MachineFacts['go']> {
  const answer = await tryProgram('go', ['version']).catch(() => undefined)
  return answer && goVersionSaid(answer.stdout)
}

function isInPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
}
