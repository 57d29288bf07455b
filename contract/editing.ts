import type { KindRef } from './kube.ts'
import type { TextRange } from './manifest.ts'
import type { Problem } from './problem.ts'

/** The owner of fields that a learner applies from the editor (server-side apply). */
export const editorFieldManager = 'kindlab-editor'

/** One thing that keeps a manifest from being applied, where it is written. */
export interface Fault {
  readonly at: TextRange
  readonly problem: Problem
}

/** An object as a manifest writes it, and where that begins. */
export interface WrittenObject extends KindRef {
  readonly name: string
  readonly namespace?: string
  readonly line: number
}

/** What became (`apply`) or would become (`dryRun`) of one object. */
export type ObjectOutcome =
  | { readonly kind: 'created' | 'changed' | 'unchanged'; readonly object: WrittenObject }
  | { readonly kind: 'refused'; readonly object: WrittenObject; readonly faults: readonly Fault[] }

/** `unreadable`: a document is no YAML or no object, so nothing was sent. */
export type ManifestOutcome =
  | { readonly kind: 'sent'; readonly objects: readonly ObjectOutcome[] }
  | { readonly kind: 'unreadable'; readonly faults: readonly Fault[] }

/** What the cluster has and would have after applying, as YAML without what only the server writes. */
export interface LiveObject {
  readonly object: WrittenObject
  /** Absent while there is no such object. */
  readonly live?: string
  /** Absent where the server would refuse it. */
  readonly after?: string
}

/** `unreadable` as above. */
export type LiveOutcome = { readonly kind: 'read'; readonly objects: readonly LiveObject[] } | { readonly kind: 'unreadable'; readonly faults: readonly Fault[] }

/** A JSON Schema (draft 7) that completes and checks manifests; its form is for the editor's language service alone. */
export type ManifestSchema = Readonly<Record<string, unknown>>
