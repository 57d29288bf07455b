import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { runCommand, type Cli, type ExitCode, type GlobalOptions } from '../context.ts'

export function addBackupCommands(program: Command): void {
  const options = (): GlobalOptions => program.opts()
  program
    .command('backup [file]')
    .description('progress, your files and installed packs in one file · 진도와 파일을 한 파일에 담습니다')
    .action((file: string | undefined) => runCommand(options(), (cli) => backUp(cli, file)))
  program
    .command('restore <file>')
    .description('put back what a backup holds; close Kindlab’s window first · 백업을 되돌립니다')
    .action((file: string) => runCommand(options(), (cli) => restore(cli, file)))
}

async function backUp(cli: Cli, wanted: string | undefined): Promise<ExitCode> {
  const facts = await cli.engine.backUp(wanted === undefined ? dated(new Date()) : resolve(wanted))
  cli.print(cli.say('backedUp', { files: facts.files, size: (facts.bytes / 1e6).toFixed(1), file: facts.file }))
  cli.printJson(facts)
  return 0
}

/** `kindlab-2026-11-24-1305.tgz`, by the clock on the wall. */
function dated(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-')
  return join(homedir(), `kindlab-${day}-${two(now.getHours())}${two(now.getMinutes())}.tgz`)
}

async function restore(cli: Cli, file: string): Promise<ExitCode> {
  const facts = await cli.engine.restore(resolve(file))
  const date = new Intl.DateTimeFormat(cli.locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(facts.madeAt))
  cli.print(cli.say('restored', { count: facts.restored, date }))
  if (facts.aside !== undefined) cli.print(cli.say('restoredAside', { folder: facts.aside }))
  cli.printJson(facts)
  return 0
}
