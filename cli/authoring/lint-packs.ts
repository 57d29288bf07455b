import { relative } from 'node:path'
import pc from 'picocolors'
import { packsOf } from '../../authoring/choose-labs.ts'
import { lintShelf, type LintedPack } from '../../authoring/lint-shelf.ts'
import type { Cli, ExitCode } from '../context.ts'

export async function lintPacks(cli: Cli, folder: string | undefined): Promise<ExitCode> {
  const linted = await lintShelf(await packsOf(cli.engine.home, folder))
  printLinted(cli, linted)
  const rules = linted.flatMap(({ results }) => results)
  const held = rules.filter((one) => one.held).length
  const problems = linted.flatMap((one) => one.problems)
  cli.printJson({ packs: linted.map((pack) => ({ ...pack, results: pack.results.filter((one) => !one.held) })), held, of: rules.length })
  if (problems.length === 0) cli.print(cli.say('rulesHeld', { held, of: rules.length }))
  return problems.length === 0 && held === rules.length ? 0 : 1
}

/** One line for each mistake, as compilers print them. */
export function printLinted(cli: Cli, linted: readonly LintedPack[]): void {
  for (const { folder, problems, results } of linted) {
    const inFolder = (path: string): string => `${relative('', folder) || '.'}/${path}`
    for (const { place, field, message } of problems) cli.print(pc.red(`✗ ${inFolder(place)}: ${field === undefined ? '' : `${field}: `}${message[cli.locale]}`))
    for (const { rule, place, at, held, found } of results) if (!held) cli.print(pc.red(`✗ ${inFolder(at ?? place)}: ${rule}: ${found ?? ''}${at === undefined ? '' : ` (${place})`}`))
  }
}
