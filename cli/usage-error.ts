import type { TextParams } from '#contract/locale.ts'
import type { CliText } from './texts.ts'

/** Words that name nothing: said in one sentence, exit code 2. */
export class UsageError extends Error {
  readonly key: CliText
  readonly params: TextParams

  constructor(key: CliText, params: TextParams = {}) {
    super(key)
    this.name = 'UsageError'
    this.key = key
    this.params = params
  }
}
