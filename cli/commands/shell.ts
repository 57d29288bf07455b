import type { Command } from 'commander'
import pc from 'picocolors'
import type { TerminalSize } from '#contract/terminal.ts'
import type { AttachedTerminal, Engine } from '../../engine/engine.ts'
import { chooseAttempt } from '../choose-attempt.ts'
import { runCommand, type Cli, type ExitCode, type GlobalOptions } from '../context.ts'

/** Ctrl-], as telnet and nsenter users know it: shells and editors leave it alone. */
const detachKey = 0x1d

export function addShellCommand(program: Command): void {
  program
    .command('shell [lab]')
    .description('a shell in the lab’s namespace, with the learner’s rights · 실습용 셸을 엽니다')
    .option('--new', 'another one beside those that are open')
    .action((lab: string | undefined, flags: { new?: boolean }) => runCommand(program.opts<GlobalOptions>(), (cli) => openShell(cli, lab, flags.new ?? false)))
}

async function openShell(cli: Cli, lab: string | undefined, another: boolean): Promise<ExitCode> {
  const attempt = await chooseAttempt(cli, lab)
  const open = another ? undefined : await runningTerminal(cli.engine, attempt.id)
  const terminal = open ?? (await cli.engine.openTerminal(attempt.id, screenSize(), cli.locale))
  cli.print(pc.dim(cli.say('detachHint')))
  const attached = await cli.engine.attachTerminal(terminal.id, screenSize())
  const ending = await joinTerminal(attached)
  if (ending.kind === 'detached') {
    cli.print(pc.dim(`\n${cli.say('detached')}`))
    return 0
  }
  await cli.engine.closeTerminal(terminal.id)
  return 0
}

async function runningTerminal(engine: Engine, attempt: string): Promise<{ readonly id: string } | undefined> {
  const terminals = await engine.terminals()
  return terminals.find(({ target, state }) => target.kind === 'attempt' && target.attempt === attempt && state === 'running')
}

/** A terminal that nobody gave a size says 0, which Kubernetes ignores and shells cannot draw in. */
const screenSize = (): TerminalSize => ({ columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 })

type Ending = { readonly kind: 'detached' } | { readonly kind: 'exited'; readonly code: number }

/** Joins this process's own terminal to a shell, byte for byte, until the shell ends or the person detaches. */
async function joinTerminal(attached: AttachedTerminal): Promise<Ending> {
  const { promise: detached, resolve: detach } = Promise.withResolvers<Ending>()
  const onKeys = (keys: Buffer): void => {
    const at = keys.indexOf(detachKey)
    attached.stream.write(at < 0 ? keys : keys.subarray(0, at))
    if (at >= 0) detach({ kind: 'detached' })
  }
  const onResize = (): void => void attached.resize(screenSize()).catch(() => {})
  process.stdin.setRawMode?.(true)
  process.stdin.on('data', onKeys).on('end', () => detach({ kind: 'detached' })).resume()
  process.stdout.on('resize', onResize)
  attached.stream.on('data', (bytes: Buffer) => process.stdout.write(bytes))
  try {
    return await Promise.race([detached, attached.exited.then((code): Ending => ({ kind: 'exited', code }))])
  } finally {
    process.stdin.setRawMode?.(false)
    process.stdin.off('data', onKeys).pause()
    process.stdout.off('resize', onResize)
    attached.dispose()
  }
}
