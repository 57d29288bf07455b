/** What every way of fetching is given. */
export interface Fetching {
  /** An empty folder for the pack's files. */
  readonly into: string
  /** A folder for what is needed on the way; it goes when the pack is fetched. */
  readonly beside: string
  readonly signal: AbortSignal
}

export interface Fetched {
  /** What exactly the source gave, where it can say so. */
  readonly revision?: string
}
