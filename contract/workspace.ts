/** The learner's files of one lab, as a listing names them and as they are read and written whole. */
export interface WorkspaceListing {
  readonly entries: readonly WorkspaceEntry[]
  /** More is there than the limits let us name. */
  readonly isCut: boolean
}

export interface WorkspaceEntry {
  /** Relative, with `/` on every system. */
  readonly path: string
  /** A link is named and never followed. */
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  readonly size: number
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number
  readonly isExecutable: boolean
}

/** What is on disk under a name. `revision` is the same exactly when the content is; `binary` is not text that an editor could keep. */
export type FileContent =
  | { readonly kind: 'text'; readonly text: string; readonly revision: string }
  | { readonly kind: 'binary' }
  | { readonly kind: 'missing' }

/** `changed`: somebody else wrote (or removed) the file since the revision that the edits were made on; nothing was written. */
export type WriteOutcome = { readonly kind: 'written'; readonly revision: string } | { readonly kind: 'changed'; readonly now: FileContent }
