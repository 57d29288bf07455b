import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { judgeRecording } from '../../authoring/judge-moment.ts'
import { publishedSchemas } from '../../authoring/published-schemas.ts'
import { readRecordings } from '../../authoring/recording.ts'
import { loadPack } from '../../engine/packs/load-pack.ts'
import type { LoadedLab } from '../../engine/packs/pack-store.ts'
import { fieldsOf, narrowed, pathsUsed, type JsonSchema } from './format-fields.ts'
import { labFormatPage } from './lab-format-page.ts'

// What is in lab-format-v1/ was written when the format became v1 and is never changed: it stands for every lab that somebody has written since.

const corpus = join(import.meta.dirname, 'lab-format-v1')
const read = (file: string): string => readFileSync(join(corpus, file), 'utf8')
const files = ['lab.schema.json', 'pack.schema.json'] as const
const schemaNow = (file: string): JsonSchema => JSON.parse(publishedSchemas()[file] ?? '{}') as JsonSchema // written by zod
const schemaThen = (file: string): JsonSchema => JSON.parse(read(file)) as JsonSchema // written by zod, then
const loaded = await loadPack(corpus)
const labs = loaded.kind === 'loaded' ? loaded.pack.labs : []
const recorded = await Promise.all(labs.map(async (lab) => ({ id: lab.lab.id, lab, recordings: await readRecordings(lab.folder) })))

const told = (lab: LoadedLab, recordings: Awaited<ReturnType<typeof readRecordings>>): readonly string[] =>
  recordings.flatMap((recording) => judgeRecording(lab.lab, recording).map(({ step, check, moment, verdict }) => `${moment.name}: ${step.id}/${check.id} ${verdict.kind}`))

describe('the lab format, v1', () => {
  it('loads every lab that was written for it', () => {
    expect(loaded.kind === 'refused' ? loaded.problems : []).toEqual([])
    expect(labs.map(({ lab }) => lab.id)).toEqual(['every-field', 'whole-cluster'])
  })

  it.each(recorded)('judges $id as it was judged then', ({ lab, recordings }) => {
    const then = recordings.flatMap(({ moments }) => lab.lab.steps.flatMap((step) => step.checks.flatMap((check) => moments.map(({ name, verdicts }) => `${name}: ${step.id}/${check.id} ${verdicts[`${step.id}/${check.id}`]}`))))
    expect(told(lab, recordings).toSorted()).toEqual(then.toSorted())
  })

  it('is judged there in every way that there is', () => {
    const kinds = recorded.flatMap(({ recordings }) => recordings.flatMap(({ moments }) => moments.flatMap(({ verdicts }) => Object.values(verdicts))))
    expect([...new Set(kinds)].toSorted()).toEqual(['not-yet', 'passed', 'spent', 'unknown', 'wrong'])
  })

  it.each(files)('still takes all that %s took then', (file) => {
    expect(narrowed(schemaThen(file), schemaNow(file))).toEqual([])
  })

  it('is tried there in every field that it had', () => {
    const fields = new Set(fieldsOf(schemaThen('lab.schema.json')).map(({ path }) => path))
    const isNamed = (path: string): boolean => fields.has(`${path}.*`) || [...fields].some((one) => one.startsWith(`${path}.*.`))
    const written = labs.map(({ folder }) => parse(read(`${folder.split('/').at(-1)}/lab.yaml`)) as unknown)
    const used = new Set(written.flatMap((lab) => pathsUsed(lab, isNamed)))
    expect([...fields].filter((path) => !used.has(path) && !path.endsWith('.*'))).toEqual([])
  })

  it('is as docs/lab-format.md tells it (node bin/run.mjs test/conformance/write-lab-format.ts writes it anew)', () => {
    expect(labFormatPage()).toBe(readFileSync(join(import.meta.dirname, '../../docs/lab-format.md'), 'utf8'))
  })
})

describe('a format that no longer takes all it took', () => {
  const older: JsonSchema = { type: 'object', properties: { a: { type: 'integer', maximum: 5, default: 1 }, b: { enum: ['x', 'y'], type: 'string' }, c: { anyOf: [{ type: 'string' }, { type: 'number' }] } }, required: ['b'] }
  const changed = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = ['b']): readonly string[] => narrowed(older, { ...older, properties: { ...older.properties, ...properties }, required })

  it.each([
    ['a field is gone', narrowed(older, { ...older, properties: {} }), 'a is gone'],
    ['a field must be there', changed({}, ['a', 'b']), 'a must be there now'],
    ['a new field must be there', changed({ d: { type: 'string' } }, ['b', 'd']), 'd must be there now'],
    ['a bound is nearer', changed({ a: { type: 'integer', maximum: 4, default: 1 } }), 'a has a lower maximum'],
    ['a default is another', changed({ a: { type: 'integer', maximum: 5, default: 2 } }), 'a was 1 unless said and is 2'],
    ['a word is gone', changed({ b: { enum: ['x'], type: 'string' } }), 'b can no longer be y'],
    ['a type is another', changed({ a: { type: 'string', default: 1 } }), 'a was of type integer and is of string'],
    ['a choice is gone', changed({ c: { anyOf: [{ type: 'string' }] } }), 'c was of type number and is of string'],
  ])('is found: %s', (_, found, reason) => {
    expect(found).toContain(reason)
  })

  it('is not one that grew: an optional field, a word, a choice, a wider bound', () => {
    expect(changed({ a: { type: 'integer', maximum: 9, default: 1 }, b: { enum: ['x', 'y', 'z'], type: 'string' }, c: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] }, d: { type: 'string' } })).toEqual([])
  })
})
