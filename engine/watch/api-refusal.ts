/** The API server answered, and the answer was no: an HTTP status, or the Status in a watch's ERROR event. */
export class ApiRefusal extends Error {
  readonly status: number
  /** What the server asked us to wait (Retry-After), in milliseconds. */
  readonly retryAfter: number | undefined

  constructor(status: number, message: string, retryAfter?: number) {
    super(message)
    this.name = 'ApiRefusal'
    this.status = status
    this.retryAfter = retryAfter
  }
}

/** What a scope does about a failure. */
export type Reaction = 'list-anew' | 'unauthorized' | 'denied' | 'not-served' | 'try-again'

/**
 * 410: the history after our version is gone. 400: the server cannot read our version, or the rest of a list that we asked for.
 * For both only a new list helps.
 */
export function reactionTo(error: unknown): Reaction {
  if (!(error instanceof ApiRefusal)) return 'try-again'
  switch (error.status) {
    case 400:
    case 410:
      return 'list-anew'
    case 401:
      return 'unauthorized'
    case 403:
      return 'denied'
    case 404:
    case 405:
      return 'not-served'
    default:
      return 'try-again'
  }
}
