import { once } from 'node:events'
import { createVitest, type TestModule } from 'vitest/node'

/** Asked of the process that this file is: run these tests; these files are not as they were. */
export interface RunRequest {
  readonly changed: readonly string[]
  readonly tests: readonly string[]
}

export interface RunResult {
  readonly failed: 'nothing' | 'a test' | 'a file'
  readonly names: readonly string[]
}

/** What one vitest that goes on answers: it starts once, and reads again only what has changed. */
if (import.meta.main) {
  const vitest = await createVitest('test', { root: process.cwd(), run: true, watch: false, project: ['unit'], bail: 1, isolate: false, maxWorkers: 1, reporters: [{}] })
  process.on('message', (request: RunRequest) => void run(request).then((result) => process.send?.(result)))
  process.send?.('ready')
  await once(process, 'disconnect')
  await vitest.close()

  async function run({ changed, tests }: RunRequest): Promise<RunResult> {
    for (const file of changed) vitest.invalidateFile(file)
    const { testModules } = await vitest.runTestSpecifications(await vitest.globTestSpecifications([...tests]))
    return failedIn(testModules)
  }
}

/** A file that cannot even be loaded proves nothing about its tests. */
function failedIn(modules: readonly TestModule[]): RunResult {
  const tests = modules.flatMap(({ children }) => [...children.allTests('failed')].map(({ fullName }) => fullName))
  if (tests.length > 0) return { failed: 'a test', names: tests }
  const files = modules.filter((module) => module.state() === 'failed').map(({ moduleId }) => moduleId)
  return { failed: files.length > 0 ? 'a file' : 'nothing', names: files }
}
