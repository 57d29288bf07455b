import { relative } from 'node:path'
import pc from 'picocolors'
import { carriedOver, type ImportNote } from '../../authoring/import/import-notes.ts'
import { type Imported, importLabs, type SourceKind, sourceKinds } from '../../authoring/import/import-labs.ts'
import type { Cli, ExitCode } from '../context.ts'
import { UsageError } from '../usage-error.ts'

export interface ImportFlags {
  readonly from?: string
  readonly into: string
}

/** Makes labs of a folder, and says of each line what it became, or why not. */
export async function importFolder(cli: Cli, folder: string, { from, into }: ImportFlags): Promise<ExitCode> {
  const result = await importLabs({ folder, from: kindNamed(from), into })
  if (result.kind === 'refused') throw new UsageError(result.reason, { folder: result.folder, count: result.count })
  cli.printJson({ ...result, labs: result.labs.map((lab) => ({ ...lab, ...carriedOver(lab.notes) })) })
  for (const lab of result.labs) for (const line of importedLines(cli, lab)) cli.print(line)
  cli.print(`\n${cli.say('importNext', { pack: relative('', result.pack) || '.' })}`)
  return result.labs.some((lab) => lab.folder !== undefined) ? 0 : 1
}

function kindNamed(word: string | undefined): SourceKind | undefined {
  const kind = sourceKinds.find((one) => one === word)
  if (word !== undefined && kind === undefined) throw new UsageError('noSourceKind', { kind: word, kinds: sourceKinds.join(', ') })
  return kind
}

function importedLines(cli: Cli, { from, folder, notes }: Imported): readonly string[] {
  const head = folder === undefined ? pc.red(cli.say('importedNothing', { from })) : pc.bold(cli.say('importedLab', { from, folder: relative('', folder), ...carriedOver(notes) }))
  const told = notes.filter(({ fate }) => fate !== 'todo').map((note) => noteLine(cli, note))
  const todo = folder === undefined ? [] : notes.filter(({ fate }) => fate === 'todo').map((note) => noteLine(cli, note))
  return ['', head, ...told, ...(todo.length === 0 ? [] : [pc.bold(`  ${cli.say('importTodo')}`), ...todo])]
}

const signs = { became: pc.green('→'), unneeded: pc.dim('·'), lost: pc.red('✗'), todo: pc.yellow('□') } as const

const noteLine = (cli: Cli, { fate, file, line, message }: ImportNote): string => `  ${signs[fate]} ${file}:${line}: ${message[cli.locale]}`
