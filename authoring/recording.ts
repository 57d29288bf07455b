import { readdir, readFile, writeFile, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { answerSchema, type Answer } from '#contract/quiz.ts'
import type { KubeObject } from '#contract/kube.ts'
import { historyEntrySchema, type HistoryEntry } from '../engine/checks/history/history.ts'
import { sampleSchema, type Sample } from '../engine/checks/sample/sample.ts'
import type { ProofFacts } from './proof-site.ts'

/** Objects as they were seen while a lab was proven, with the verdicts that were given then. */
export interface Recording {
  readonly format: typeof recordingFormat
  readonly name: string
  readonly lab: string
  readonly version: string
  readonly provenOn: ProofFacts
  readonly namespaces: Readonly<Record<string, string>>
  readonly vars: Readonly<Record<string, string | number>>
  readonly moments: readonly Moment[]
}

export interface Moment {
  readonly name: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** The steps that were open before this moment, and those that are now. */
  readonly open: readonly string[]
  /** `step/check` → verdict of every check that was being judged. */
  readonly verdicts: Readonly<Record<string, string>>
  /** What had been answered, by check; absent where nothing had. */
  readonly answers?: Readonly<Record<string, Answer>>
  readonly objects: readonly KubeObject[]
  /** `step/check` → all that was seen until now of what a history is about. */
  readonly histories?: Readonly<Record<string, readonly HistoryEntry[]>>
  /** `step/check` → what was found when it was last tried out. */
  readonly samples?: Readonly<Record<string, Sample>>
}

export const recordingFormat = 'kindlab.dev/recording/v1'

const objectSchema = z.looseObject({ apiVersion: z.string(), kind: z.string(), metadata: z.looseObject({ name: z.string() }) })

const recordingSchema = z.strictObject({
  format: z.literal(recordingFormat),
  name: z.string(),
  lab: z.string(),
  version: z.string(),
  provenOn: z.strictObject({ kubernetes: z.string(), cni: z.string(), cgroup: z.enum(['v1', 'v2', 'unknown']), image: z.enum(['official', 'built', 'unknown']) }),
  namespaces: z.record(z.string(), z.string()),
  vars: z.record(z.string(), z.union([z.string(), z.number()])),
  moments: z.array(z.strictObject({ name: z.string(), at: z.number(), open: z.array(z.string()), verdicts: z.record(z.string(), z.string()), answers: z.record(z.string(), answerSchema).optional(), objects: z.array(objectSchema), histories: z.record(z.string(), z.array(historyEntrySchema)).optional(), samples: z.record(z.string(), sampleSchema).optional() })),
})

const folderOf = (labFolder: string): string => join(labFolder, 'recordings')

/** The recordings of a lab, by name; none where it has none. A file of another format throws, naming it. */
export async function readRecordings(labFolder: string): Promise<readonly Recording[]> {
  const names = await readdir(folderOf(labFolder)).catch(() => [])
  const files = names.filter((name) => name.endsWith('.json')).toSorted((left, right) => left.localeCompare(right))
  return Promise.all(files.map((name) => readRecording(join(folderOf(labFolder), name))))
}

async function readRecording(path: string): Promise<Recording> {
  const result = recordingSchema.safeParse(JSON.parse(await readFile(path, 'utf8')))
  if (!result.success) throw new Error(`${path} is no recording of format ${recordingFormat}: ${z.prettifyError(result.error)}`)
  // The schema proves what every object needs; the rest of an object is whatever the cluster said.
  return result.data as Recording
}

/** Replaces a lab's recordings by these. */
export async function writeRecordings(labFolder: string, recordings: readonly Recording[]): Promise<void> {
  await rm(folderOf(labFolder), { recursive: true, force: true })
  await mkdir(folderOf(labFolder), { recursive: true })
  for (const recording of recordings) await writeFile(join(folderOf(labFolder), `${recording.name}.json`), printRecording(recording))
}

/** One line an object: a change of a recording can be read. */
export function printRecording({ moments, ...head }: Recording): string {
  const printed = moments.map(({ objects, histories, ...moment }) => {
    const told = Object.entries(histories ?? {}).map(([key, entries]) => `${JSON.stringify(key)}:${printLines(entries)}`)
    return `    ${JSON.stringify(moment).slice(0, -1)},"objects":${printLines(objects)}${told.length === 0 ? '' : `,"histories":{${told.join(',')}}`}}`
  })
  return `${JSON.stringify(head).slice(0, -1)},"moments":[\n${printed.join(',\n')}\n]}\n`
}

function printLines(values: readonly unknown[]): string {
  return values.length === 0 ? '[]' : `[${values.map((value) => `\n      ${JSON.stringify(value)}`).join(',')}\n    ]`
}

/** A history as it may be kept. */
export function recordableHistory(entries: readonly HistoryEntry[]): HistoryEntry[] {
  return entries.flatMap((entry): HistoryEntry[] => (entry.kind === 'gap' ? [entry] : recordable(entry.object).map((object) => ({ ...entry, object }))))
}

/** An object as it may be kept: nothing secret, nothing that only takes room. */
export function recordable(object: KubeObject): KubeObject[] {
  if (object.kind === 'Secret' || (object.kind === 'ConfigMap' && object.metadata.name === 'kube-root-ca.crt')) return []
  const { managedFields: _managedFields, annotations, ...metadata } = object.metadata
  const kept = Object.entries(annotations ?? {}).filter(([key]) => key !== 'kubectl.kubernetes.io/last-applied-configuration')
  const slim = { ...object, metadata: { ...metadata, ...(kept.length > 0 ? { annotations: Object.fromEntries(kept) } : {}) } }
  return [object.kind === 'Pod' ? (withoutTokenVolumes(slim) as KubeObject) : slim]
}

/** Every Pod gets a volume for its token, and each of its containers a mount of it; no check asks for them. */
function withoutTokenVolumes(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isTokenVolume(item)).map(withoutTokenVolumes)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutTokenVolumes(inner)]))
}

const isTokenVolume = (item: unknown): boolean => typeof item === 'object' && item !== null && 'name' in item && typeof item.name === 'string' && item.name.startsWith('kube-api-access-')
