import type { Command } from 'commander'
import pc from 'picocolors'
import type { ComponentView } from '#contract/component.ts'
import { sayPackText } from '#contract/say.ts'
import { runCommand, type Cli, type ExitCode, type GlobalOptions } from '../context.ts'

export function addComponentCommands(program: Command): void {
  const options = (): GlobalOptions => program.opts()
  const components = program.command('components').description('systems beside Kubernetes that labs may need · 쿠버네티스에 더하는 구성 요소')
  components
    .command('list')
    .description('each with what it costs, and whether it is in the cluster · 구성 요소 목록')
    .action(() => runCommand(options(), list))
  components
    .command('add <name>')
    .description('put it into the cluster; what is there already is quick · 클러스터에 더합니다')
    .action((name: string) => runCommand(options(), (cli) => act(cli, cli.engine.addComponent(name))))
  components
    .command('remove <name>')
    .description('take it out again, object by object · 클러스터에서 뺍니다')
    .action((name: string) => runCommand(options(), (cli) => act(cli, cli.engine.removeComponent(name))))
}

async function act(cli: Cli, work: Promise<void>): Promise<ExitCode> {
  await work
  return list(cli)
}

async function list(cli: Cli): Promise<ExitCode> {
  const components = await cli.engine.components()
  cli.printJson(components)
  for (const component of components) for (const line of componentLines(component, cli)) cli.print(line)
  return 0
}

/** `✓ metrics-server v0.9.0  in the cluster: 40Mi of memory, 75Mi of disk`, and below it what it is for. */
export function componentLines({ name, version, summary, price, state }: ComponentView, { say, locale }: Pick<Cli, 'say' | 'locale'>): readonly string[] {
  const sign = { added: pc.green('✓'), partial: pc.yellow('…'), absent: pc.dim('–') }[state]
  const cost = say('componentPrice', { memory: price.memory, disk: price.disk, minutes: price.minutes })
  return [`${sign} ${pc.bold(name)} ${version}  ${say(`component-${state}`)} ${pc.dim(`(${cost})`)}`, `    ${pc.dim(sayPackText(summary, locale))}`]
}
