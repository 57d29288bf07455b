/** Where a terminal's shell runs: beside the attempt's namespace with the learner's rights, or as root on a node. */
export type TerminalTarget =
  | { readonly kind: 'attempt'; readonly attempt: string }
  | { readonly kind: 'node'; readonly attempt: string; readonly node: string }

export interface TerminalFacts {
  readonly id: string
  readonly target: TerminalTarget
  readonly createdAt: number
  readonly state: 'running' | 'exited'
}

export interface TerminalSize {
  readonly columns: number
  readonly rows: number
}
