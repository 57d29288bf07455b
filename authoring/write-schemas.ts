import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { publishedSchemas } from './published-schemas.ts'

/** Where the published schemas are: packs name them in their first line, and editors complete and check by them. */
export const schemaFolder = join(import.meta.dirname, '..', 'assets', 'schemas')

if (import.meta.main) {
  for (const [name, text] of Object.entries(publishedSchemas())) writeFileSync(join(schemaFolder, name), text)
}
