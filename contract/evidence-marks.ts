import type { Attempt } from './attempt.ts'
import { readManifest, type ManifestDocument, type TextRange } from './manifest.ts'
import type { Evidence } from './verdict.ts'

/** A place in an open file that keeps a check from passing. `unapplied`: what is written there is right, the cluster does not have it yet. */
export interface EvidenceMark {
  readonly kind: 'differs' | 'unapplied'
  readonly at: TextRange
  readonly evidence: Evidence
}

/** Everything that open checks reveal about fields of objects. */
export function evidenceOf({ steps }: Attempt): readonly Evidence[] {
  const verdicts = steps.filter(({ state }) => state === 'open').flatMap(({ checks }) => checks.map(({ verdict }) => verdict))
  return verdicts.flatMap((verdict) => ('evidence' in verdict ? verdict.evidence : []))
}

/** Where a manifest writes what the evidence speaks of, one mark a line; objects that name no namespace lie in the given one. */
export function evidenceMarks(text: string, evidence: readonly Evidence[], namespace: string | undefined): readonly EvidenceMark[] {
  const told = evidence.filter(({ path, object }) => path !== undefined && object?.name !== undefined && !path.startsWith('status'))
  if (told.length === 0) return []
  const documents = readManifest(text)
  const marks = told.flatMap((one) => documents.filter((document) => isAbout(one, document, namespace)).map((document) => markOf(one, document)))
  return marks.filter(({ at }, index) => marks.findIndex((other) => other.at.startLine === at.startLine) === index)
}

function isAbout({ object }: Evidence, { value }: ManifestDocument, namespace: string | undefined): boolean {
  const written = value as { readonly kind?: unknown; readonly metadata?: { readonly name?: unknown; readonly namespace?: unknown } | null } | null | undefined // any YAML; asked with care
  if (written?.kind !== object?.kind || written?.metadata?.name !== object?.name) return false
  return object?.namespace === undefined || (written?.metadata?.namespace ?? namespace) === object.namespace
}

function markOf(evidence: Evidence, document: ManifestDocument): EvidenceMark {
  const { at, isWritten, value } = document.place(evidence.path ?? '')
  const isRight = isWritten && value !== undefined && evidence.expected !== undefined && value === evidence.expected
  return { kind: isRight ? 'unapplied' : 'differs', at, evidence }
}
