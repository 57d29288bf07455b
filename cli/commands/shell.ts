import type { Command } from 'commander'
import pc from 'picocolors'
import type { TerminalSize } from '#contract/terminal.ts'
import { type AttachedTerminal, type Engine, pipeTerminal } from '../../engine/engine.ts'
import { chooseAttempt } from '../choose-attempt.ts'
import { runCommand, type Cli, type ExitCode, type GlobalOptions } from '../context.ts'

export function addShellCommand(program: Command): void {
  program
    .command('shell [lab]')
    .description('a shell in the lab’s namespace, with the learner’s rights · 실습용 셸을 엽니다')
    .option('--new', 'another one beside those that are open')
    .option('--node', 'root’s shell on the node, where the lab is about nodes')
    .action((lab: string | undefined, flags: ShellFlags) => runCommand(program.opts<GlobalOptions>(), (cli) => openShell(cli, lab, flags)))
  program
    .command('kubeconfig [lab]')
    .description('the lab’s kubeconfig, for your own tools · 내 도구에서 쓸 kubeconfig를 출력합니다')
    .action((lab: string | undefined) => runCommand(program.opts<GlobalOptions>(), (cli) => printKubeconfig(cli, lab)))
}

/** To where the person sends it: no file of theirs is touched, least of all ~/.kube/config. */
async function printKubeconfig(cli: Cli, lab: string | undefined): Promise<ExitCode> {
  const attempt = await chooseAttempt(cli, lab)
  const kubeconfig = await cli.engine.kubeconfig(attempt.id)
  cli.print(kubeconfig.trimEnd())
  cli.printJson({ attempt: attempt.id, kubeconfig })
  return 0
}

interface ShellFlags {
  readonly new?: boolean
  readonly node?: boolean
}

async function openShell(cli: Cli, lab: string | undefined, { new: another = false, node: onNode = false }: ShellFlags): Promise<ExitCode> {
  const attempt = await chooseAttempt(cli, lab)
  const open = another || onNode ? undefined : await runningTerminal(cli.engine, attempt.id)
  const terminal = open ?? (await cli.engine.openTerminal(attempt.id, { size: screenSize(), onNode }))
  // A shell on a node ends with this program: nobody could come back to it.
  if (!onNode) cli.print(pc.dim(cli.say('detachHint')))
  const attached = await cli.engine.attachTerminal(terminal.id, screenSize())
  const ending = await joinTerminal(attached)
  if (ending.kind === 'detached' && !onNode) {
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

/** Joins this process's own terminal to a shell, byte for byte, until the shell ends or the person detaches. */
async function joinTerminal(attached: AttachedTerminal): ReturnType<typeof pipeTerminal> {
  const { stdin, stdout } = process
  const onResize = (): void => void attached.resize(screenSize()).catch(() => {})
  stdin.setRawMode?.(true)
  stdout.on('resize', onResize)
  try {
    return await pipeTerminal({ attached, stdin, stdout })
  } finally {
    stdin.setRawMode?.(false)
    stdout.off('resize', onResize)
  }
}
