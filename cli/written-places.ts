import type { Attempt } from '#contract/attempt.ts'
import { evidenceMarks, evidenceOf } from '#contract/evidence-marks.ts'
import type { Evidence } from '#contract/verdict.ts'
import type { Engine } from '../engine/engine.ts'

/** Where a learner's file writes what evidence speaks of: `web.yaml:12:7`. */
export interface WrittenPlace {
  readonly place: string
  /** What stands there is right; the cluster does not have it yet. */
  readonly isUnapplied: boolean
}

export type WrittenPlaces = ReadonlyMap<Evidence, WrittenPlace>

/** A manifest written by hand is smaller. */
const longest = 200_000

/** Looks through the learner's manifests for everything that open checks reveal of fields. */
export async function writtenPlaces(engine: Pick<Engine, 'workspace'>, attempt: Attempt): Promise<WrittenPlaces> {
  const told = evidenceOf(attempt)
  if (told.every(({ path }) => path === undefined)) return new Map()
  const [namespace] = Object.values(attempt.namespaces)
  const manifests = await manifestsOf(engine, attempt)
  const marks = manifests.flatMap(({ file, text }) => evidenceMarks(text, told, namespace).map(({ kind, at, evidence }) => [evidence, { place: `${file}:${at.startLine}:${at.startColumn}`, isUnapplied: kind === 'unapplied' }] as const))
  // The first file that writes it, in the order of their names.
  return new Map(marks.toReversed())
}

async function manifestsOf(engine: Pick<Engine, 'workspace'>, { id }: Attempt): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const workspace = await engine.workspace(id)
  const { entries } = await workspace.list()
  const files = entries.filter(({ kind, path, size }) => kind === 'file' && size <= longest && /\.ya?ml$/.test(path))
  return Promise.all(files.map(async ({ path }) => ({ file: path, text: (await workspace.read(path))?.toString() ?? '' })))
}
