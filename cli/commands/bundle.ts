import { resolve } from 'node:path'
import type { Command } from 'commander'
import pc from 'picocolors'
import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import { openBundleDesk, titleOf, type BundleDesk, type BundleManifest } from '../../engine/engine.ts'
import { askYes, isSomebodyThere } from '../ask.ts'
import { runCommand, type Cli, type ExitCode, type GlobalOptions } from '../context.ts'
import { withShownProgress } from '../show-work.ts'
import { settle } from './packs.ts'

interface LoadFlags {
  readonly yes?: boolean
}

export function addBundleCommands(program: Command): void {
  const options = (): GlobalOptions => program.opts()
  const bundle = program.command('bundle').description('a pack with all that it needs, for computers without a network · 오프라인 꾸러미')
  bundle
    .command('create <pack> <file>')
    .description('pack, images and components in one file · 한 파일로 담습니다')
    .action((pack: string, file: string) => runCommand(options(), (cli) => atDesk(cli, options(), (desk, progress) => create(cli, desk, { pack, file: resolve(file) }, progress))))
  bundle
    .command('show <file>')
    .description('what is in it, and how large · 내용과 크기를 봅니다')
    .action((file: string) => runCommand(options(), (cli) => atDesk(cli, options(), (desk) => show(cli, desk, resolve(file)))))
  bundle
    .command('load <file>')
    .description('take it all from such a file; goes on where it was cut short · 불러옵니다')
    .option('--yes', 'trust it without being asked')
    .action((file: string, { yes = false }: LoadFlags) => runCommand(options(), (cli) => load(cli, options(), resolve(file), yes)))
}

type AtDesk<Result> = (desk: BundleDesk, progress: Progress) => Promise<Result>

/** Shows the work at the desk as that of the engine is shown. */
function atDesk<Result>(cli: Cli, { verbose = false }: GlobalOptions, act: AtDesk<Result>): Promise<Result> {
  return withShownProgress({ locale: cli.locale, stream: process.stderr, verbose }, cli.signal, async (progress) => act(await openBundleDesk({ home: cli.engine.home, ask: cli.ask }, progress), progress))
}

async function create(cli: Cli, desk: BundleDesk, { pack, file }: { readonly pack: string; readonly file: string }, progress: Progress): Promise<ExitCode> {
  const made = await desk.create(pack, file, progress)
  cli.printJson(made)
  cli.print(cli.say('bundleMade', { file: made.file, size: sized(made.bytes) }))
  for (const { title, bytes } of made.parts) cli.print(`  ${sized(bytes).padStart(9)}  ${title}`)
  return 0
}

async function show(cli: Cli, desk: BundleDesk, file: string): Promise<ExitCode> {
  const manifest = await desk.read(file, cli.signal)
  cli.printJson(manifest)
  for (const line of manifestLines(manifest, cli)) cli.print(line)
  return 0
}

function manifestLines({ pack, madeAt, parts }: BundleManifest, cli: Cli): readonly string[] {
  const date = new Intl.DateTimeFormat(cli.locale, { dateStyle: 'long' }).format(new Date(madeAt))
  const size = sized(parts.reduce((sum, { bytes }) => sum + bytes, 0))
  return [cli.say('bundleHolds', { pack: pack.id, version: pack.version, date, size }), ...parts.map((part) => `  ${sized(part.bytes).padStart(9)}  ${titleOf(part)}`)]
}

async function load(cli: Cli, options: GlobalOptions, file: string, yes: boolean): Promise<ExitCode> {
  const manifest = await atDesk(cli, options, (desk) => desk.read(file, cli.signal))
  for (const line of manifestLines(manifest, cli)) cli.print(line)
  if (!yes && !(await isTrusted(cli))) return 1
  const { packFolder, ...loaded } = await atDesk(cli, options, (desk, progress) => desk.load(file, progress))
  for (const part of loaded.present) cli.print(pc.dim(cli.say('bundlePresent', { part })))
  for (const part of loaded.loaded) cli.print(cli.say('bundleLoaded', { part }))
  // A pack is data, and is judged as one from anywhere.
  if (packFolder !== undefined) await settle(cli, await inspected(cli, manifest.pack.id, packFolder), yes)
  cli.printJson(loaded)
  cli.print(pc.green(cli.say('bundleReady', { pack: manifest.pack.id })))
  return 0
}

/** One that is here already is updated from the bundle that brings it. */
async function inspected(cli: Cli, pack: string, folder: string): ReturnType<Cli['engine']['packs']['inspect']> {
  const isHere = (await cli.engine.packs.list()).some((one) => one.kind === 'installed' && one.pack === pack && one.origin.source === folder)
  return isHere ? cli.engine.packs.inspectUpdate(pack) : cli.engine.packs.inspect({ source: folder })
}

async function isTrusted(cli: Cli): Promise<boolean> {
  cli.print(pc.yellow(cli.say('bundleWarning')))
  if (!isSomebodyThere() || cli.json) throw new ProblemError({ code: 'bundle-not-trusted', params: {} })
  return askYes(cli.say('bundleLoadIt'), cli.signal)
}

const sized = (bytes: number): string => (bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`)
