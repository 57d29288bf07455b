import type { SourcePlace } from './import-notes.ts'

/** A check: the fields beside its id and title as `lab.yaml` will have them. */
export interface ImportedCheck {
  readonly id: string
  readonly title: string
  readonly fields: Readonly<Record<string, unknown>>
  /** Where the source asks for it. */
  readonly from: SourcePlace
}

export interface ImportedStep {
  readonly id: string
  readonly title: string
  /** Markdown of the section, without its heading. */
  readonly text: string
  readonly checks: readonly ImportedCheck[]
  readonly hints: readonly string[]
  /** A script; empty where the source has none. */
  readonly solution: string
}

/** What a source says, in the terms of our format; its report says what it did not. */
export interface ImportedLab {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly introduction: string
  readonly debrief: string
  readonly steps: readonly ImportedStep[]
  /** Manifests applied at the start, as YAML, by file name. */
  readonly start: Readonly<Record<string, string>>
  /** Files of the workspace and pictures: path in the lab's folder → path in the source. */
  readonly copied: Readonly<Record<string, string>>
  /** The lab's namespaces beside the first. */
  readonly namespaces: readonly string[]
  /** Kinds of no namespace that a learner makes, as RBAC names them. */
  /** How long it takes, where the source says so. */
  readonly minutes?: number | undefined
  readonly clusterRules: readonly { readonly apiGroups: readonly string[]; readonly resources: readonly string[] }[]
}
