/**
 * Where an attempt's namespaces come from: made anew on a cluster of our own, taken from a pool on one that somebody lends us.
 * A claimed namespace is empty and nobody else's until it is released.
 */
export interface NamespaceSource {
  claim(request: NamespaceRequest): Promise<string>
  /** Gives a namespace back: deleted, or emptied for the next one. May go on after it resolves; one that is gone already is fine. */
  release(namespace: string): Promise<void>
}

export interface NamespaceRequest {
  readonly attempt: string
  /** The lab's own name for it: `main`. */
  readonly alias: string
  readonly podSecurity: 'privileged' | 'baseline' | 'restricted'
  readonly signal: AbortSignal
}
