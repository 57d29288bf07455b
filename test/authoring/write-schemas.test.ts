import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publishedSchemas } from '../../authoring/published-schemas.ts'
import { schemaFolder } from '../../authoring/write-schemas.ts'

describe('the published schemas', () => {
  it.each(Object.entries(publishedSchemas()))('%s is current (node authoring/write-schemas.ts writes it)', (name, text) => {
    expect(readFileSync(join(schemaFolder, name), 'utf8')).toBe(text)
  })

  it('let an author leave out what has a default, and refuse fields that do not exist', () => {
    const lab = JSON.parse(publishedSchemas()['lab.schema.json'] ?? '{}') as { required: string[]; additionalProperties: boolean }
    expect(lab.required).toEqual(['apiVersion', 'kind', 'id', 'version', 'title', 'summary', 'minutes', 'steps'])
    expect(lab.additionalProperties).toBe(false)
  })
})
