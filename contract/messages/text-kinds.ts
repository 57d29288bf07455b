import type { Text } from '../locale.ts'

/** What a person reads of a Problem: what happened, why it matters where that is not plain, what to do. */
export interface ProblemText {
  readonly says: Text
  readonly why?: Text
  readonly hint: Text
}
