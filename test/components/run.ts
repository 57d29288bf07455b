import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { silentProgress } from '#contract/progress.ts'
import { sayProblem } from '#contract/say.ts'
import { ProblemError } from '#contract/problem.ts'
import { cacheOf } from '../../engine/cluster-host.ts'
import { kindClusterLabel } from '../../engine/cluster/cluster-marks.ts'
import { isAtHand } from '../../engine/components/component-archives.ts'
import { type ComponentRecipe, readComponents } from '../../engine/components/component-recipe.ts'
import { createComponents } from '../../engine/components/create-components.ts'
import { homeFrom } from '../../engine/files/home.ts'
import { openRuntime } from '../../engine/runtime/open-runtime.ts'
import { connectToCluster } from '../engine/attempts/on-cluster.ts'
import { root } from '../gate/run-command.ts'
import { prepareCluster, removeCluster } from '../gate/test-cluster.ts'
import { imageSize } from './image-size.ts'
import { type LedgerRow, ledgerPage, mebibytes, rowsIn, secondsOf, withRow } from './ledger.ts'
import { planOf, type Candidate } from './plan.ts'
import { proveComponent, type Proven } from './prove-component.ts'
import { smokes } from './smokes.ts'

const { values: options, positionals: chosen } = parseArgs({
  allowPositionals: true,
  options: {
    /** What does not fit into it is skipped, with its reason. */
    minutes: { type: 'string', default: '60' },
    /** Keep what was found in docs/components.md. */
    ledger: { type: 'boolean', default: false },
  },
})

const page = join(root, 'docs', 'components.md')
const began = Date.now()
const counts = { passed: 0, failed: 0, skipped: 0, failures: [] as string[] }
let rows: readonly LedgerRow[] = existsSync(page) ? rowsIn(readFileSync(page, 'utf8')) : []

const isOurs = process.env['KINDLAB_TEST_KUBECONFIG'] === undefined
if (isOurs) await bringUp()
try {
  await proveAll()
} finally {
  if (isOurs) await removeCluster()
}
if (process.env['KINDLAB_COUNTS'] !== undefined) writeFileSync(process.env['KINDLAB_COUNTS'], JSON.stringify(counts))
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exit(counts.failed > 0 ? 1 : 0)

async function bringUp(): Promise<void> {
  const { passed, impossible } = await prepareCluster({ name: 'kindlab-components-test', say: console.log })
  if (passed === 0) throw new Error(impossible ?? 'the cluster did not come up')
}

async function proveAll(): Promise<void> {
  const kube = await connectToCluster()
  const { signal } = new AbortController()
  const runtime = await openRuntime({ environment: process.env, progress: silentProgress(signal) })
  const place = { runtime, kube, cache: cacheOf(homeFrom(), process.env), cluster: process.env['KINDLAB_CLUSTER'] ?? '' }
  const components = createComponents(place)
  const candidates = await Promise.all(wanted().map(async (recipe): Promise<Candidate> => ({ recipe, proofSeconds: secondsOf(rows.find(({ component }) => component === recipe.name)), isAtHand: (await Promise.all(recipe.images.map((image) => isAtHand(place, { component: recipe, image })))).every(Boolean) })))
  for (const { recipe, minutes } of planOf(candidates)) {
    const left = Number(options.minutes) - (Date.now() - began) / 60_000
    if (left < minutes) skip(recipe, `it may take ${minutes.toFixed(1)} min and ${left.toFixed(1)} are left of the budget`)
    else await prove(recipe, async () => {
      const proven = await proveComponent(recipe, smokeOf(recipe), { kube, components, signal })
      const nodes = await runtime.containers({ [kindClusterLabel]: place.cluster })
      return { proven, image: await imageSize(runtime, nodes, recipe) }
    })
  }
  kube.dispose()
}

function wanted(): readonly ComponentRecipe[] {
  const all = readComponents()
  const unknown = chosen.filter((name) => !all.some((one) => one.name === name))
  if (unknown.length > 0) throw new Error(`there is no component ${unknown.join(', ')}; there are: ${all.map(({ name }) => name).join(', ')}`)
  return all.filter(({ name }) => chosen.length === 0 || chosen.includes(name))
}

function smokeOf({ name }: ComponentRecipe) {
  const smoke = smokes[name]
  if (smoke === undefined) throw new Error(`${name} has no smoke`)
  return smoke
}

function skip({ name }: ComponentRecipe, reason: string): void {
  counts.skipped += 1
  console.log(`– ${name}: skipped: ${reason}`)
}

async function prove(recipe: ComponentRecipe, work: () => Promise<{ readonly proven: Proven; readonly image: number }>): Promise<void> {
  try {
    const { proven, image } = await work()
    const row = rowOf(recipe, proven, image)
    rows = withRow(rows, row)
    if (options.ledger) writeFileSync(page, ledgerPage(rows))
    counts.passed += 1
    console.log(`✓ ${recipe.name} ${recipe.version}: ${row.image} of image, ${row.memory} of memory; up ${row.up}, smoke ${row.smoke}, down ${row.down}`)
  } catch (error) {
    counts.failed += 1
    counts.failures.push(`${recipe.name}: ${sentenceOf(error)}`)
    console.log(`✗ ${recipe.name}: ${sentenceOf(error)}`)
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof ProblemError) return `${sayProblem(error.problem, 'en').says} ${error.problem.detail ?? ''}`
  return error instanceof Error ? error.message : String(error)
}

function rowOf({ name, version, programs }: ComponentRecipe, { memory, upSeconds, smokeSeconds, downSeconds }: Proven, image: number): LedgerRow {
  const seconds = (value: number): string => `${value.toFixed(0)} s`
  const source = programs.map((program) => ('wheel' in program ? `PyPI: ${program.wheel.project} ${program.wheel.version}` : `built from Go: ${program.packages.map((one) => (one === '.' ? 'our own' : one)).join(', ')}`)).join('; ')
  return { component: name, version, source, image: mebibytes(image), memory: mebibytes(memory), up: seconds(upSeconds), smoke: seconds(smokeSeconds), down: seconds(downSeconds), proven: new Date().toISOString().slice(0, 10) }
}
