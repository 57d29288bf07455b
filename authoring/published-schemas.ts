import { z } from 'zod'
import { labSchema, packSchema } from '#contract/lab.ts'

/** The JSON Schemas of the files that authors write, by file name. */
export function publishedSchemas(): Readonly<Record<string, string>> {
  return { 'pack.schema.json': print(packSchema, 'Kindlab pack'), 'lab.schema.json': print(labSchema, 'Kindlab lab') }
}

/** `input`: an author may leave out what has a default. */
function print(schema: z.ZodType, title: string): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`
}
