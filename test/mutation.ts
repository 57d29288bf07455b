import { availableParallelism } from 'node:os'
import { writeFileSync } from 'node:fs'
import { MutationTree } from './mutation/mutation-tree.ts'
import { mutants, type Mutant } from './mutation/mutants.ts'

// Puts faults into the judge, the marker and the watch, one at a time, and runs the tests that should notice.
// Each fault that none notices is a hole in the tests; each whose text is no longer there, one in the list.
const chosen = mutants.filter(({ file }) => process.argv.slice(2).every((part) => file.includes(part)))
const queue = [...chosen]
const holes: string[] = []
const start = performance.now()

async function work(): Promise<void> {
  using tree = new MutationTree()
  for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
    const outcome = await tree.outcomeOf(mutant)
    if (outcome === 'noticed') continue
    console.log(`✗ ${nameOf(mutant)}: ${outcome}`)
    holes.push(`${nameOf(mutant)}: ${outcome}`)
  }
}

function nameOf({ file, text, becomes }: Mutant): string {
  return `${file}: ${JSON.stringify(text)} → ${JSON.stringify(becomes)}`
}

async function failuresWithoutFault(): Promise<readonly string[]> {
  using tree = new MutationTree()
  return await tree.failuresOf([...new Set(chosen.flatMap(({ tests }) => tests))])
}

const failures = await failuresWithoutFault()
holes.push(...failures.map((name) => `fails without any fault put in: ${name}`))
if (failures.length === 0) {
  // More at once than this only make each other slow: each is a vitest of its own.
  await Promise.all(Array.from({ length: Math.max(2, Math.min(4, availableParallelism())) }, work))
}

const noticed = failures.length > 0 ? 0 : chosen.length - holes.length
const counts = { failures: holes, passed: noticed, failed: holes.length, skipped: chosen.length - noticed - (failures.length > 0 ? 0 : holes.length) }
if (process.env['KINDLAB_COUNTS'] !== undefined) writeFileSync(process.env['KINDLAB_COUNTS'], JSON.stringify(counts))
if (holes.length > 0) console.error(`\n${holes.join('\n')}`)
console.log(`${counts.passed} faults noticed, ${counts.failed} not, in ${Math.round((performance.now() - start) / 1000)} s`)
process.exitCode = holes.length > 0 ? 1 : 0
