/**
 * Where an attempt's namespaces come from: made anew on a cluster of our own, taken from a pool on one that somebody lends us.
 * A claimed namespace is empty and nobody else's until it is released.
 */
export interface NamespaceSource {
  claim(request: NamespaceRequest): Promise<string>
  /** Gives a namespace back: deleted, or emptied for the next one. May go on after it resolves; one that is gone already is fine. */
  release(namespace: string): Promise<void>
  /** What an attempt holds now, read from where it is (labels), so that nothing claimed is lost by a crash. */
  held(attempt: string): Promise<readonly string[]>
}

export interface NamespaceRequest {
  readonly attempt: string
  readonly pack: string
  readonly lab: string
  /** Counts an attempt's sets of namespaces: 1 at the start, one more at each reset. */
  readonly round: number
  /** The lab's own name for it: `main`. */
  readonly alias: string
  readonly podSecurity: 'privileged' | 'baseline' | 'restricted'
  readonly signal: AbortSignal
}
