import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import pc from 'picocolors'
import type { InstalledPack, PackInspection } from '#contract/pack.ts'
import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import { sayPackText } from '#contract/say.ts'
import { askYes, isSomebodyThere } from '../ask.ts'
import { runCommand, type Cli, type ExitCode, type GlobalOptions } from '../context.ts'
import { inspectionLines, packLines } from '../show-pack.ts'
import { withShownProgress } from '../show-work.ts'

interface AddFlags {
  readonly key?: string
  readonly yes?: boolean
}

export function addPackCommands(program: Command): void {
  const options = (): GlobalOptions => program.opts()
  const packs = program.command('packs').description('labs of others: where they come from, and what they ask for · 다른 사람이 만든 실습 묶음')
  packs
    .command('list')
    .description('every pack with its source, signature and what it asks for · 팩 목록')
    .action(() => runCommand(options(), list))
  packs
    .command('add <source>')
    .description('from a folder, a zip file, a git repository (…#branch:folder) or oci://registry/name:tag · 팩을 추가합니다')
    .option('--key <key>', 'the minisign public key (RW…, or its file) that must have signed it')
    .option('--yes', 'trust it without being asked')
    .action((source: string, flags: AddFlags) => runCommand(options(), (cli) => add(cli, options(), source, flags)))
  packs
    .command('update [pack]')
    .description('fetch what is new, and show what changes; all packs unless one is named · 새 버전을 받습니다')
    .option('--yes', 'update without being asked')
    .action((pack: string | undefined, flags: AddFlags) => runCommand(options(), (cli) => update(cli, options(), pack, flags)))
  packs
    .command('pin <pack>')
    .description('keep the version that is installed · 지금 버전을 유지합니다')
    .option('--off', 'let it be updated again')
    .action((pack: string, flags: { off?: boolean }) => runCommand(options(), (cli) => pin(cli, pack, flags.off !== true)))
  packs
    .command('remove <pack>')
    .description('take it away; your progress stays · 팩을 제거합니다. 진행 상황은 남습니다')
    .action((pack: string) => runCommand(options(), (cli) => remove(cli, pack)))
  packs
    .command('lock <folder>')
    .description('list the files of your own pack in pack.lock, to be signed · 서명할 파일 목록을 만듭니다')
    .action((folder: string) => runCommand(options(), (cli) => lock(cli, resolve(folder))))
}

async function list(cli: Cli): Promise<ExitCode> {
  const packs = await cli.engine.packs.list()
  cli.printJson(packs)
  for (const pack of packs) for (const line of packLines(pack, cli)) cli.print(line)
  return 0
}

async function add(cli: Cli, options: GlobalOptions, source: string, { key, yes = false }: AddFlags): Promise<ExitCode> {
  const given = key === undefined ? undefined : await readFile(key, 'utf8').catch(() => key)
  const inspection = await shown(cli, options, (progress) => cli.engine.packs.inspect({ source, ...(given === undefined ? {} : { key: given }) }, progress))
  const installed = await settle(cli, inspection, yes)
  cli.printJson({ inspection, installed: installed ?? null })
  return installed === undefined ? 1 : 0
}

/** One that is named, or all that were added and are not pinned. */
async function update(cli: Cli, options: GlobalOptions, name: string | undefined, { yes = false }: AddFlags): Promise<ExitCode> {
  const installed = (await cli.engine.packs.list()).filter((one) => one.kind === 'installed')
  const free = installed.filter(({ pinned }) => !pinned).map(({ pack }) => pack)
  if (name === undefined) for (const { pack, version, pinned } of installed) if (pinned) cli.print(cli.say('packSkipped', { pack, version }))
  if (name === undefined && installed.length === 0) cli.print(cli.say('packNoneAdded'))
  const results: { readonly inspection: PackInspection; readonly installed: InstalledPack | null }[] = []
  for (const pack of name === undefined ? free : [name]) {
    const inspection = await shown(cli, options, (progress) => cli.engine.packs.inspectUpdate(pack, progress))
    results.push({ inspection, installed: (await settle(cli, inspection, yes)) ?? null })
  }
  cli.printJson(results)
  return results.every(({ inspection, installed: now }) => now !== null || inspection.change.kind === 'none') ? 0 : 1
}

/** Shows what was found, and installs it where a person says so. */
export async function settle(cli: Cli, inspection: PackInspection, yes: boolean): Promise<InstalledPack | undefined> {
  const { ticket, pack, version, change } = inspection
  if (change.kind === 'none') {
    await cli.engine.packs.discard(ticket)
    cli.print(cli.say('packUpToDate', { pack, version }))
    return undefined
  }
  for (const line of inspectionLines(inspection, cli)) cli.print(line)
  if (!yes && !(await isTrusted(cli, inspection))) {
    await cli.engine.packs.discard(ticket)
    cli.print(cli.say('packDeclined'))
    return undefined
  }
  const installed = await cli.engine.packs.install(ticket)
  cli.print(pc.green(cli.say('packInstalled', { title: sayPackText(installed.title, cli.locale), version })))
  return installed
}

/** Trust is a person's to give: where nobody is there to ask, it is not given. */
async function isTrusted(cli: Cli, { pack, change, ticket }: PackInspection): Promise<boolean> {
  if (!isSomebodyThere() || cli.json) {
    await cli.engine.packs.discard(ticket)
    throw new ProblemError({ code: 'pack-not-trusted', params: { pack } })
  }
  return askYes(cli.say(change.kind === 'update' ? 'packUpdateIt' : 'packTrustIt'), cli.signal)
}

async function pin(cli: Cli, name: string, pinned: boolean): Promise<ExitCode> {
  const installed = await cli.engine.packs.pin(name, pinned)
  cli.printJson(installed)
  cli.print(cli.say(pinned ? 'packPinnedNow' : 'packLetGo', { pack: name, version: installed.version }))
  return 0
}

async function remove(cli: Cli, pack: string): Promise<ExitCode> {
  await cli.engine.packs.remove(pack)
  cli.printJson({ removed: pack })
  cli.print(cli.say('packRemoved', { pack }))
  return 0
}

async function lock(cli: Cli, folder: string): Promise<ExitCode> {
  const written = await cli.engine.packs.lock(folder)
  cli.printJson(written)
  cli.print(cli.say('packLocked', written))
  return 0
}

/** Shows the work as that of the engine is shown. */
function shown<Result>(cli: Cli, { verbose = false }: GlobalOptions, work: (progress: Progress) => Promise<Result>): Promise<Result> {
  return withShownProgress({ locale: cli.locale, stream: process.stderr, verbose }, cli.signal, work)
}
