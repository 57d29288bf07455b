import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { labSchema, packSchema } from '#contract/lab.ts'

/** Where the published schemas are: packs name them in their first line, and editors complete and check by them. */
export const schemaFolder = join(import.meta.dirname, '..', 'assets', 'schemas')

/** The JSON Schemas of the files that authors write, by file name, as they should be in `schemaFolder`. */
export function publishedSchemas(): Readonly<Record<string, string>> {
  return { 'pack.schema.json': print(packSchema, 'Kindlab pack'), 'lab.schema.json': print(labSchema, 'Kindlab lab') }
}

/** `input`: an author may leave out what has a default. */
function print(schema: z.ZodType, title: string): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(publishedSchemas())) writeFileSync(join(schemaFolder, name), text)
}
