import { InvalidArgumentError, type Command } from 'commander'
import pc from 'picocolors'
import type { ClusterFacts, ClusterState } from '#contract/cluster.ts'
import { runCommand, type Cli, type ExitCode, type GlobalOptions } from '../context.ts'
import { problemLines } from '../speak.ts'

interface UpFlags {
  readonly nodes?: number
  readonly recreate?: boolean
  readonly retain?: boolean
}

export function addClusterCommands(program: Command): void {
  const options = (): GlobalOptions => program.opts()
  program
    .command('up')
    .description('bring the cluster up, from whatever state it is in · 클러스터를 준비합니다')
    .option('--nodes <n>', 'how many nodes (1 to 4)', nodeCount)
    .option('--recreate', 'make anew what is broken or from an earlier version')
    .option('--retain', 'keep what could not be finished, for a look')
    .action((flags: UpFlags) => runCommand(options(), (cli) => up(cli, flags)))
  program
    .command('status')
    .description('what the cluster is doing · 클러스터 상태를 봅니다')
    .action(() => runCommand(options(), status))
  program
    .command('pause')
    .description('freeze it; goes on in under a second · 잠시 멈춥니다')
    .action(() => runCommand(options(), (cli) => doAndSay(cli, () => cli.engine.pause(), 'paused')))
  program
    .command('resume')
    .description('go on where it was paused · 멈춘 곳에서 이어 갑니다')
    .action(() => runCommand(options(), (cli) => up(cli, {})))
  program
    .command('stop')
    .description('stop it; frees its memory · 꺼서 메모리를 돌려줍니다')
    .action(() => runCommand(options(), (cli) => doAndSay(cli, () => cli.engine.stop(), 'stopped')))
  program
    .command('down')
    .description('remove everything Kindlab made, and nothing else · Kindlab이 만든 것을 모두 지웁니다')
    .action(() => runCommand(options(), (cli) => doAndSay(cli, () => cli.engine.down(), options().kubeconfig === undefined ? 'removed' : 'endedAll')))
  program
    .command('logs')
    .description('collect the logs of every node in a folder · 노드의 로그를 모읍니다')
    .action(() => runCommand(options(), exportLogs))
}

function nodeCount(value: string): number {
  const count = Number(value)
  if (!Number.isInteger(count) || count < 1 || count > 4) throw new InvalidArgumentError('a whole number from 1 to 4')
  return count
}

async function up(cli: Cli, flags: UpFlags): Promise<ExitCode> {
  await cli.engine.up(flags)
  const { cluster } = cli.engine.status()
  if (cluster.kind === 'ready') cli.print(readyLine(cluster.cluster, cli))
  cli.printJson(cluster)
  return 0
}

/** What a person wants to know of a cluster that is ready. */
export function readyLine(facts: ClusterFacts, cli: Cli): string {
  return `${pc.green('✓')} ${cli.say(facts.provider === 'kubeconfig' ? 'readyLent' : 'ready', { ...facts })}`
}

async function status(cli: Cli): Promise<ExitCode> {
  const { cluster } = await cli.engine.refreshStatus()
  cli.printJson(cluster)
  for (const line of stateLines(cluster, cli)) cli.print(line)
  return 0
}

function stateLines(state: ClusterState, cli: Cli): readonly string[] {
  switch (state.kind) {
    case 'ready':
      return [readyLine(state.cluster, cli)]
    case 'paused':
    case 'stopped':
      return [cli.say(state.kind)]
    case 'broken':
    case 'failed':
      return problemLines(state.problem, cli.locale)
    case 'outdated':
      return [cli.say('clusterState', { state: `${state.kind} (${state.reason})` })]
    default:
      return [cli.say('clusterState', { state: state.kind })]
  }
}

async function doAndSay(cli: Cli, act: () => Promise<void>, done: 'paused' | 'stopped' | 'removed' | 'endedAll'): Promise<ExitCode> {
  await act()
  cli.print(cli.say(done))
  cli.printJson(cli.engine.status().cluster)
  return 0
}

async function exportLogs(cli: Cli): Promise<ExitCode> {
  const folder = await cli.engine.exportLogs()
  cli.print(cli.say('logsIn', { folder }))
  cli.printJson({ folder })
  return 0
}
