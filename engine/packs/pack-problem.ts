/** Why a pack is refused: where, what was found, what was expected. Lines and columns count from 1. */
export interface PackProblem {
  readonly code: string
  readonly file: string
  readonly line?: number
  readonly column?: number
  /** The field's path: `steps[0].checks[1].object.kind`. */
  readonly field?: string
  readonly message: { readonly en: string; readonly ko: string }
}
