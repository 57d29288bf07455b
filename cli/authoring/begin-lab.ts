import { relative } from 'node:path'
import { newLab } from '../../authoring/new-lab.ts'
import { publishedSchemas } from '../../authoring/published-schemas.ts'
import type { Cli, ExitCode } from '../context.ts'
import { UsageError } from '../usage-error.ts'

export async function beginLab(cli: Cli, folder: string, id: string): Promise<ExitCode> {
  const made = await newLab(folder, id)
  if (made.kind === 'refused') throw new UsageError(made.reason, { folder: made.folder, id })
  cli.print(cli.say('labMade', { folder: relative('', made.folder), pack: relative('', folder) || '.', id }))
  cli.printJson({ folder: made.folder, files: made.files })
  return 0
}

/** Printed as it is, with --json or without: it is JSON. */
export async function printSchema(_: Cli, name: string): Promise<ExitCode> {
  const schema = publishedSchemas()[`${name}.schema.json`]
  if (schema === undefined) throw new UsageError('noSchema', { name })
  process.stdout.write(schema)
  return 0
}
