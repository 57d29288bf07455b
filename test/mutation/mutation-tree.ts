import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Mutant } from './mutants.ts'

const root = join(import.meta.dirname, '../..')
const parts = ['contract', 'engine', 'test', 'docs', 'vitest.config.ts', 'package.json']
/** A fault that makes a test go on for ever is noticed too. */
const longestRun = 60_000

export type Outcome = 'noticed' | 'survived' | 'its text is not there exactly once' | 'it is no valid program'

/** A copy of the program in which one thing at a time is wrong. */
export class MutationTree implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'kindlab-mutation-'))

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
    return (await this.#run(tests)).names
  }

  async outcomeOf({ file, text, becomes, tests }: Mutant): Promise<Outcome> {
    const path = join(this.#folder, file)
    const source = readFileSync(path, 'utf8')
    if (source.split(text).length !== 2) return 'its text is not there exactly once'
    writeFileSync(path, source.replace(text, () => becomes))
    const { failed } = await this.#run(tests)
    writeFileSync(path, source)
    return failed === 'a test' ? 'noticed' : failed === 'nothing' ? 'survived' : 'it is no valid program'
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #run(tests: readonly string[]): Promise<RunResult> {
    const report = join(this.#folder, 'report.json')
    rmSync(report, { force: true })
    const vitest = join(this.#folder, 'node_modules/vitest/vitest.mjs')
    const child = spawn(process.execPath, [vitest, 'run', '--project', 'unit', '--bail', '1', '--no-isolate', '--maxWorkers=1', '--reporter=json', `--outputFile=${report}`, ...tests], {
      cwd: this.#folder,
      stdio: 'ignore',
      timeout: longestRun,
      killSignal: 'SIGKILL',
    })
    const [status, signal] = await new Promise<[number | null, string | null]>((resolve) => child.on('close', (...ended) => resolve(ended)))
    if (signal !== null) return { failed: 'a test', names: [`not done after ${longestRun / 1000} s`] }
    return status === 0 ? { failed: 'nothing', names: [] } : failedIn(report)
  }
}

/** A file that cannot even be loaded proves nothing about its tests. */
function failedIn(report: string): RunResult {
  try {
    // Vitest's own report, in Jest's form.
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName))
    const files = testResults.filter(({ status }) => status === 'failed').map(({ name }) => name)
    return tests.length > 0 ? { failed: 'a test', names: tests } : { failed: 'a file', names: files }
  } catch (error) {
    return { failed: 'a file', names: [`no report: ${String(error)}`] }
  }
}

interface RunResult {
  readonly failed: 'nothing' | 'a test' | 'a file'
  readonly names: readonly string[]
}

interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}
