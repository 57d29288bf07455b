import { randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Who may use the page. An address carries a token that works once: whoever opens it gets a cookie for this run of
 * the server (and one that takes its place after it was killed), and the token is spent. A web page of somebody else's has neither, whatever port it guesses.
 */
export class Sessions {
  private token = secret()
  readonly session: string

  constructor(session = secret()) {
    this.session = session
  }

  /** A token for one more browser; the one before it, if unspent, is void. */
  newToken(): string {
    this.token = secret()
    return this.token
  }

  /** The session's cookie value for an unspent token. */
  spend(token: string): string | undefined {
    if (!equals(token, this.token)) return undefined
    this.token = secret()
    return this.session
  }

  accepts(cookieHeader: string | undefined): boolean {
    const value = /(?:^|;\s*)kindlab=([^;]+)/.exec(cookieHeader ?? '')?.[1]
    return value !== undefined && equals(value, this.session)
  }
}

const secret = (): string => randomBytes(24).toString('base64url')

function equals(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
