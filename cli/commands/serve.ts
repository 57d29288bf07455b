import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { InvalidArgumentError, Option, type Command } from 'commander'
import pc from 'picocolors'
import { fates, type Fate } from '#contract/fate.ts'
import { homeFrom, leaveCluster } from '../../engine/engine.ts'
import { readyLine } from './cluster.ts'
import { runCommand, type Cli, type ExitCode, type GlobalOptions } from '../context.ts'
import { startWindow } from '../serve/start-window.ts'
import { printProblem } from '../speak.ts'

interface ServeFlags {
  readonly port: number
  readonly onExit: Fate
  readonly open: boolean
}

export function addServeCommands(program: Command): void {
  const options = (): GlobalOptions => program.opts()
  for (const name of ['start', 'serve'] as const) {
    program
      .command(name)
      .description(name === 'start' ? 'the page, and the cluster coming up behind it · 화면을 열고 클러스터를 준비합니다' : 'the page only · 화면만 엽니다')
      .option('--port <n>', 'port of the page on this machine (any free one unless said)', portNumber, 0)
      .addOption(new Option('--on-exit <fate>', 'what becomes of the cluster when it ends').choices(fates).default(name === 'start' ? 'pause' : 'keep').env('KINDLAB_ON_EXIT'))
      .option('--no-open', 'do not open a browser')
      .action((given: ServeFlags) => (name === 'start' ? start : serveOnly)({ ...given, onExit: fateOf(given, options()) }, options()))
  }
}

/** A window of its own where one can be had; it has an engine of its own, so none is made here. */
async function start(flags: ServeFlags, options: GlobalOptions): Promise<void> {
  const isOpened = await startWindow({ ...flags, fate: flags.onExit }, options)
  if (!isOpened) await runCommand(options, (cli) => servePage(cli, flags, true))
}

const serveOnly = (flags: ServeFlags, options: GlobalOptions): Promise<void> => runCommand(options, (cli) => servePage(cli, flags, false))

/** A lent cluster goes on for the others, whatever this learner chose for one of their own. */
const fateOf = ({ onExit }: ServeFlags, { kubeconfig }: GlobalOptions): Fate => (kubeconfig === undefined || onExit === 'down' ? onExit : 'keep')

function portNumber(value: string): number {
  const port = Number(value)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('a port from 0 to 65535')
  return port
}

async function servePage(cli: Cli, flags: ServeFlags, bringUp: boolean): Promise<ExitCode> {
  const { serve } = await import('../serve/serve.ts')
  const served = await serve(cli.engine, {
    port: flags.port,
    runFile: join(homeFrom(process.env).root, 'page.json'),
    onRefused: () => cli.print(cli.say('pageAgain', { address: served.newAddress() })),
  })
  try {
    const address = served.newAddress()
    cli.print(`${pc.bold(cli.say('pageAt', { address }))}\n${pc.dim(cli.say('stopHint', { fate: cli.say(`fate-${flags.onExit}`) }))}`)
    cli.printJson({ address })
    if (flags.open) openBrowser(address)
    if (bringUp) await bringUpUnlessEnded(cli)
    await untilAborted(cli.signal)
    cli.print(pc.dim(cli.say('ending')))
    await leaveCluster(cli.engine, flags.onExit)
    return 0
  } finally {
    await served.close()
  }
}

/** A cluster that does not come up leaves the page open: it says why and offers the ways out. */
async function bringUpUnlessEnded(cli: Cli): Promise<void> {
  try {
    await cli.engine.up()
    const { cluster } = cli.engine.status()
    if (cluster.kind === 'ready') cli.print(readyLine(cluster.cluster, cli))
  } catch (error) {
    if (!cli.signal.aborted) printProblem(error, cli.locale)
  }
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** Opens the page where there is a desktop to open it on; the printed address serves everybody else. */
function openBrowser(address: string): void {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? linuxOpener()
  if (opener === undefined || !process.stdout.isTTY) return
  spawn(opener, [address], { stdio: 'ignore', detached: true }).on('error', () => {}).unref()
}

function linuxOpener(): string | undefined {
  const hasDisplay = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined
  return hasDisplay && existsSync('/usr/bin/xdg-open') ? 'xdg-open' : undefined
}
