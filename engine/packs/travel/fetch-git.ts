import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ProblemError } from '#contract/problem.ts'
import { ProgramError, runProgram, type RunOptions } from '../../programs/run-program.ts'
import { packLimits } from '../pack-limits.ts'
import type { Fetched, Fetching } from './fetching.ts'
import type { PackSource } from './pack-source.ts'
import { unpackTar } from './read-tar.ts'
import { travelLimits } from './travel-limits.ts'
import { shown, tooBig } from './unpack.ts'

type GitSource = Extract<PackSource, { kind: 'git' }>

/**
 * Takes one commit's files out of a repository, without a working tree: no checkout, no filter, no hook and no submodule ever comes into play.
 * The person's own configuration counts while the repository is reached (its proxy, its credentials), and no more after that.
 */
export async function fetchGit(source: GitSource, { into, beside, signal }: Fetching): Promise<Fetched> {
  const git = new Git(join(beside, 'repository'), signal)
  try {
    await git.begin()
    await git.reach(source)
    const revision = await git.commit()
    const tree = source.folder === '' ? revision : `${revision}:${source.folder}`
    await git.judge(tree)
    const file = join(beside, 'pack.tar')
    await git.archive(tree, file)
    await unpackTar({ file, isGzip: false, signal }, into)
    return { revision }
  } catch (error) {
    throw signal.aborted ? signal.reason : gitProblem(source.source, error)
  }
}

// Of every call, before its own words. Nothing of a repository's own choosing is a program to start.
const always = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '-c', 'gc.auto=0', '-c', 'maintenance.auto=false', '-c', 'fetch.fsckObjects=true', '-c', 'credential.interactive=false']
// This names the only ways, whatever any configuration says: `ext::`, `git:` and what a program might add are not among them.
const reaching = { GIT_ALLOW_PROTOCOL: 'https:ssh:file', GIT_TERMINAL_PROMPT: '0' }
const reading = { GIT_ALLOW_PROTOCOL: '', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_ATTR_NOSYSTEM: '1' }

class Git {
  readonly #folder: string
  readonly #signal: AbortSignal

  constructor(folder: string, signal: AbortSignal) {
    this.#folder = folder
    this.#signal = signal
  }

  async begin(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    await this.#run(['init', '--bare', '--quiet', '--template='], reading)
    // These stand above a repository's own .gitattributes: its files come out as they are in the commit.
    await mkdir(join(this.#folder, 'info'), { recursive: true })
    await writeFile(join(this.#folder, 'info', 'attributes'), '* -export-ignore -export-subst -filter -ident -text -working-tree-encoding\n')
  }

  async reach({ repository, ref }: GitSource): Promise<void> {
    const enough = new AbortController()
    const watching = setInterval(() => void this.#isTooLarge().then((isSo) => isSo && enough.abort(tooBig())), 500)
    try {
      const signal = AbortSignal.any([this.#signal, enough.signal])
      await this.#run(['fetch', '--quiet', '--depth=1', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head', '--', repository, `${ref}:refs/pack`], reaching, { signal })
    } finally {
      clearInterval(watching)
    }
    if (await this.#isTooLarge()) throw tooBig()
  }

  async commit(): Promise<string> {
    return (await this.#run(['rev-parse', '--verify', 'refs/pack^{commit}'], reading)).trim()
  }

  /** A tree can name itself a billion times: it is counted as it is listed. */
  async judge(tree: string): Promise<void> {
    const enough = new AbortController()
    const lines: string[] = []
    const onLine = (line: string): void => {
      if (lines.push(line) > packLimits.files) enough.abort(new ProblemError({ code: 'pack-too-many', params: { limit: packLimits.files } }))
    }
    await this.#run(['ls-tree', '-r', '-l', '--full-tree', tree], reading, { onLine, signal: AbortSignal.any([this.#signal, enough.signal]) })
    enough.signal.throwIfAborted()
    judgeTree(lines.map(treeEntry))
  }

  async archive(tree: string, file: string): Promise<void> {
    await this.#run(['archive', '--format=tar', `--output=${file}`, tree], reading)
  }

  #run(words: readonly string[], environment: Readonly<Record<string, string>>, options: RunOptions = {}): Promise<string> {
    return runProgram('git', [...always, `--git-dir=${this.#folder}`, ...words], { signal: this.#signal, ...options, cwd: this.#folder, environment, forget: /^GIT_/i })
  }

  async #isTooLarge(): Promise<boolean> {
    const files = await readdir(this.#folder, { recursive: true, withFileTypes: true }).catch(() => [])
    const sizes = await Promise.all(files.filter((one) => one.isFile()).map((one) => stat(join(one.parentPath, one.name)).then(({ size }) => size, () => 0)))
    return sizes.reduce((sum, size) => sum + size, 0) > travelLimits.repositoryBytes
  }
}

interface TreeEntry {
  readonly mode: string
  readonly bytes: number
  readonly path: string
}

/** `100644 blob <id>     120\tpack.yaml` */
function treeEntry(line: string): TreeEntry {
  const [, mode = '', size = '', path = ''] = /^(\d+) \w+ \w+ +(\d+|-)\t(.*)$/.exec(line) ?? []
  return { mode, bytes: Number(size) || 0, path }
}

function judgeTree(entries: readonly TreeEntry[]): void {
  const submodule = entries.find(({ mode }) => mode === '160000')
  if (submodule !== undefined) throw new ProblemError({ code: 'pack-has-submodule', params: { path: shown(submodule.path) } })
  if (entries.reduce((sum, { bytes }) => sum + bytes, 0) > packLimits.packBytes) throw tooBig()
}

function gitProblem(source: string, error: unknown): unknown {
  if (!(error instanceof ProgramError)) return error
  const { cause } = error
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return new ProblemError({ code: 'pack-git-absent', params: {} }, { cause: error })
  return new ProblemError({ code: 'pack-not-fetched', params: { source }, detail: error.lastLines.split('\n').map(shown).join('\n') }, { cause: error })
}
