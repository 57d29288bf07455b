import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freeGigabytes, runPhases, summaryOf, type Counts, type Output, type Phase, type PhaseResult } from './gate/phases.ts'
import { runCommand } from './gate/run-command.ts'
import { prepareCluster, removeCluster } from './gate/test-cluster.ts'

const { values: options } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    only: { type: 'string' },
    minutes: { type: 'string', default: process.env['KINDLAB_GATE_MINUTES'] ?? '55' },
  },
})

const began = Date.now()
const scratch = mkdtempSync(join(tmpdir(), 'kindlab-gate-'))

/** A command that counts as one: it ends with 0 or it failed. */
const command = (line: string) => async (output: Output): Promise<PhaseResult> =>
  (await runCommand(line, { output })) === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0, failures: [line] }

/** A command that writes its own result to the file named by KINDLAB_COUNTS. */
const counted = (line: string) => async (output: Output): Promise<PhaseResult> => {
  const file = join(scratch, `${Math.random().toString(36).slice(2)}.json`)
  const status = await runCommand(line, { output, environment: { KINDLAB_COUNTS: file } })
  const result = readResult(file)
  return status !== 0 && result.failed === 0 ? { ...result, failed: 1, failures: [`${line} ended with ${status}`] } : result
}

function readResult(file: string): PhaseResult {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PhaseResult // written by our own reporter
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}

const vitest = (project: string): string => `vitest run --project ${project} --reporter=default --reporter=./test/reporter.ts`

/** In the order in which they tell most for their time; minutes and gigabytes are what each may need on a cold machine of two cores. */
const phases: readonly Phase[] = [
  { name: 'types', minutes: 1, gigabytes: 0, run: command('tsc -b') },
  { name: 'lint', minutes: 1, gigabytes: 0, run: command('oxlint --type-aware') },
  { name: 'unit', minutes: 3, gigabytes: 0, run: counted(vitest('unit')) },
  { name: 'page', minutes: 4, gigabytes: 0, run: counted(vitest('page')) },
  { name: 'setup', minutes: 30, gigabytes: 12, run: () => prepareCluster() },
  { name: 'mutation', minutes: 5, gigabytes: 0, beside: true, run: counted('node test/mutation.ts') },
  { name: 'labs', minutes: 20, gigabytes: 1, needs: 'setup', run: counted(`node cli/main.ts labs test${options.full ? ' --twice' : ''}`) },
  { name: 'app', minutes: 12, gigabytes: 1, needs: 'setup', run: counted(vitest('app')) },
  { name: 'electron', minutes: 5, gigabytes: 1, needs: 'setup', run: counted(vitest('electron')) },
  { name: 'cluster', minutes: 18, gigabytes: 1, needs: 'setup', run: counted(vitest('cluster')) },
  { name: 'components', minutes: 8, gigabytes: 1, needs: 'setup', full: true, run: counted('node test/components/run.ts --minutes 8') },
  { name: 'full', minutes: 60, gigabytes: 2, needs: 'setup', full: true, run: counted(vitest('full')) },
]

const results = await runPhases({
  phases,
  only: options.only?.split(','),
  full: options.full,
  minutes: options.full ? Infinity : Number(options.minutes),
})
await removeCluster().catch((error: unknown) => console.error('the test cluster was not removed:', error))
rmSync(scratch, { recursive: true, force: true })

console.log(`\n${summaryOf(results)}`)
console.log(`\nin all ${((Date.now() - began) / 60_000).toFixed(1)} min, free disk at the end: ${freeGigabytes().toFixed(1)} GB`)
const sum = (key: keyof Counts): number => results.reduce((total, one) => total + one[key], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exitCode = sum('failed') > 0 ? 1 : 0
