import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Mutant } from './mutants.ts'
import type { RunRequest, RunResult } from './warm-vitest.ts'

const root = join(import.meta.dirname, '../..')
const parts = ['contract', 'engine', 'images', 'test', 'docs', 'vitest.config.ts', 'package.json']
/** A fault that makes a test go on for ever is noticed too, milliseconds. */
const longestRun = 60_000
/** All tests at once, beside whatever else runs. */
const longestFirstRun = 600_000

export type Outcome = 'noticed' | 'survived' | 'its text is not there exactly once' | 'it is no valid program'

/** A copy of the program in which one thing at a time is wrong. */
export class MutationTree implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'kindlab-mutation-'))
  readonly #restored: string[] = []
  #vitest: ChildProcess | undefined

  constructor() {
    // Without tsconfig.json: each refers to rooms that are not copied.
    for (const part of parts) cpSync(join(root, part), join(this.#folder, part), { recursive: true, filter: (path) => !path.endsWith('tsconfig.json') })
    // Linked one by one, so that what vitest keeps in node_modules stays in this copy.
    mkdirSync(join(this.#folder, 'node_modules'))
    for (const name of readdirSync(join(root, 'node_modules')).filter((one) => !one.startsWith('.'))) {
      symlinkSync(join(root, 'node_modules', name), join(this.#folder, 'node_modules', name))
    }
  }

  /** What fails here without any fault put in. */
  async failuresOf(tests: readonly string[]): Promise<readonly string[]> {
    return (await this.#run({ tests }, longestFirstRun)).names
  }

  async outcomeOf({ file, text, becomes, tests }: Mutant): Promise<Outcome> {
    const path = join(this.#folder, file)
    const source = readFileSync(path, 'utf8')
    if (source.split(text).length !== 2) return 'its text is not there exactly once'
    writeFileSync(path, source.replace(text, () => becomes))
    const { failed } = await this.#run({ changed: path, tests })
    writeFileSync(path, source)
    // Whoever runs next in this process must not meet the fault again.
    this.#restored.push(path)
    return failed === 'a test' ? 'noticed' : failed === 'nothing' ? 'survived' : 'it is no valid program'
  }

  [Symbol.dispose](): void {
    this.#vitest?.kill('SIGKILL')
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #run({ changed, tests }: { readonly changed?: string; readonly tests: readonly string[] }, patience = longestRun): Promise<RunResult> {
    const vitest = await this.#warm()
    const answer = once(vitest, 'message') as Promise<[RunResult]>
    vitest.send({ changed: [...this.#restored.splice(0), ...(changed === undefined ? [] : [changed])], tests } satisfies RunRequest)
    const late = pause(patience, undefined, { ref: false }).then(() => undefined)
    const [result] = (await Promise.race([answer, late])) ?? []
    if (result !== undefined) return result
    // A loop that never ends holds its process: the next one runs in another.
    vitest.kill('SIGKILL')
    this.#vitest = undefined
    return { failed: 'a test', names: [`not done after ${patience / 1000} s`] }
  }

  async #warm(): Promise<ChildProcess> {
    if (this.#vitest !== undefined) return this.#vitest
    this.#vitest = fork(join(this.#folder, 'test/mutation/warm-vitest.ts'), { cwd: this.#folder, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    await once(this.#vitest, 'message')
    return this.#vitest
  }
}
