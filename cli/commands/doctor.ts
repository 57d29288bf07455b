import type { Command } from 'commander'
import pc from 'picocolors'
import { doctorTitles } from '#contract/messages/doctor.ts'
import { runCommand, type Cli, type ExitCode, type GlobalOptions } from '../context.ts'
import { problemLines } from '../speak.ts'

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('what this machine has and lacks · 이 컴퓨터가 준비되었는지 봅니다')
    .action(() => runCommand(program.opts<GlobalOptions>(), examine))
}

async function examine(cli: Cli): Promise<ExitCode> {
  const results = await cli.engine.doctor()
  cli.printJson(results)
  for (const { id, outcome } of results) {
    if (outcome.kind === 'passed') cli.print(`${pc.green('✓')} ${doctorTitles[id][cli.locale]} ${pc.dim(outcome.note)}`)
    else for (const line of problemLines(outcome.problem, cli.locale)) cli.print(line)
  }
  const isWell = results.every(({ outcome }) => outcome.kind === 'passed')
  if (isWell) cli.print(cli.say('allWell'))
  return isWell ? 0 : 1
}
