import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { siteOn } from '../../authoring/attempts-site.ts'
import { chooseLabs, packsOf, type ChosenLabs } from '../../authoring/choose-labs.ts'
import { lintShelf } from '../../authoring/lint-shelf.ts'
import { printReports } from '../../authoring/print-report.ts'
import { heldOf, type ProofReport } from '../../authoring/proof.ts'
import { proveLabs, replayLabs } from '../../authoring/prove-labs.ts'
import { oneAtATime } from '../../engine/engine.ts'
import type { Cli, ExitCode } from '../context.ts'
import { ProofScreen } from '../show-proofs.ts'
import { UsageError } from '../usage-error.ts'
import { printLinted } from './lint-packs.ts'

export interface TestFlags {
  readonly record?: boolean
  readonly replay?: boolean
  readonly twice?: boolean
  readonly gently?: boolean
  readonly pack?: string
}

/** Proves labs, or judges their recordings again; a pack that does not load counts as a failure. */
export async function testLabs(cli: Cli, names: readonly string[], flags: TestFlags): Promise<ExitCode> {
  const chosen = chooseLabs(await packsOf(cli.engine.home, flags.pack), names)
  const [unknown] = chosen.unknown
  printLinted(cli, await lintShelf({ packs: [], refused: chosen.refused }))
  if (unknown !== undefined) throw new UsageError('noLab', { lab: unknown, labs: chosen.known.join(', ') })
  const reports = await (flags.replay ? replayLabs(chosen.labs) : inTurn(cli, () => proveOnCluster(cli, chosen, flags)))
  cli.print(printReports(reports, cli.locale))
  cli.printJson(summaryOf(reports, chosen.refused.length))
  await tellGate(reports, chosen.refused.length)
  const { held, of } = heldOf(reports.flatMap(({ proofs }) => proofs))
  return held === of && chosen.refused.length === 0 ? 0 : 1
}

/** Two at once would take each other's namespaces and settle in each other's load: the second waits, and says for whom. */
function inTurn<Result>(cli: Cli, prove: () => Promise<Result>): Promise<Result> {
  const onWait = (pid: number): void => void process.stderr.write(`${cli.say('provingElsewhere', { pid })}\n`)
  return oneAtATime({ file: join(cli.engine.home.root, 'labs-test.lock'), signal: cli.signal, onWait }, prove)
}

async function proveOnCluster(cli: Cli, { labs }: ChosenLabs, flags: TestFlags): Promise<readonly ProofReport[]> {
  const ground = await cli.engine.proofGround()
  const screen = new ProofScreen({ labs: labs.map(({ loaded }) => loaded.lab.id), locale: cli.locale, stream: process.stderr })
  try {
    return await proveLabs(siteOn(ground, labs, cli.signal), labs, {
      signal: cli.signal,
      record: flags.record ?? false,
      twice: flags.twice ?? false,
      gently: flags.gently ?? false,
      onProof: (proof) => screen.add(proof),
      onLab: (report) => screen.finish(report),
    })
  } finally {
    screen.dispose()
    await ground.dispose()
  }
}

function summaryOf(reports: readonly ProofReport[], refused: number): object {
  const labs = reports.map(({ lab, proofs, seconds }) => ({ lab, ...heldOf(proofs), seconds, broken: proofs.filter(({ held }) => !held) }))
  return { labs, refused, ...heldOf(reports.flatMap(({ proofs }) => proofs)) }
}

/** A gate that runs this among its phases adds the counts up, and names what did not hold. */
async function tellGate(reports: readonly ProofReport[], refused: number): Promise<void> {
  const file = process.env['KINDLAB_COUNTS']
  if (file === undefined) return
  const { held, of } = heldOf(reports.flatMap(({ proofs }) => proofs))
  const failures = reports.flatMap(({ lab, proofs }) => proofs.filter((one) => !one.held).map(({ kind, about, found }) => `${lab}: ${kind} ${about}: ${found ?? ''}`))
  await writeFile(file, JSON.stringify({ passed: held, failed: of - held + refused, skipped: 0, failures }))
}
