import { relative, resolve } from 'node:path'
import pc from 'picocolors'
import { sayPlacedParts } from '#contract/messages/drafts.ts'
import { develop, isFolder, type Save } from '../../authoring/develop.ts'
import type { Cli, ExitCode } from '../context.ts'
import { timeOf } from '../show-draft.ts'
import { UsageError } from '../usage-error.ts'

/** Follows an author's folder until Ctrl-C; with --json one line a save. */
export async function developPack(cli: Cli, folder: string, lab: string | undefined): Promise<ExitCode> {
  if (!(await isFolder(folder))) throw new UsageError('noPackFolder', { folder })
  cli.print(cli.say('developing', { folder: resolve(folder) }))
  await using _following = await develop({ home: cli.engine.home, folder, lab, onSave: (save) => showSave(cli, folder, save) })
  if (!cli.signal.aborted) await new Promise((ended) => cli.signal.addEventListener('abort', ended, { once: true }))
  return 0
}

function showSave(cli: Cli, folder: string, save: Save): void {
  cli.printJson(save)
  cli.print(['', pc.dim(`${timeOf(save.savedAt, cli.locale)} ${save.files.join(', ')}`.trimEnd())].join('\n'))
  const inFolder = (path: string): string => `${relative('', folder) || '.'}/${path}`
  for (const { place, message } of save.findings) cli.print(pc.red(`✗ ${inFolder(place)}: ${message[cli.locale]}`))
  for (const line of standing(cli, save)) cli.print(line)
  for (const line of save.revised.flatMap((one) => revisedLines(cli, save, one))) cli.print(line)
}

function standing(cli: Cli, { savedAt, shownFrom, findings, labs }: Save): readonly string[] {
  if (shownFrom === undefined) return [cli.say('saveNothing')]
  if (shownFrom !== savedAt) return [cli.say('saveBroken', { time: timeOf(shownFrom, cli.locale) })]
  return findings.length === 0 ? [pc.green(`✓ ${cli.say('saveWhole', { labs: labs.join(', ') })}`)] : [cli.say('saveFaults', { count: findings.length })]
}

function revisedLines(cli: Cli, { savedAt, shownFrom }: Save, { lab, attempt, waiting }: Save['revised'][number]): readonly string[] {
  const taken = shownFrom === savedAt ? [cli.say('saveTaken', { lab, attempt })] : []
  return waiting.length === 0 ? taken : [...taken, pc.yellow(cli.say('saveWaits', { lab, attempt, parts: sayPlacedParts(waiting, cli.locale) }))]
}
