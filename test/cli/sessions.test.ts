import { describe, expect, it } from 'vitest'
import { Sessions } from '../../cli/serve/sessions.ts'

const cookie = (session: string | undefined): string => `theme=dark; kindlab=${session}`

describe('who may use the page', () => {
  it('lets a token in once, and its browser for as long as the server runs', () => {
    const sessions = new Sessions()
    const token = sessions.newToken()
    const session = sessions.spend(token)
    expect([sessions.accepts(cookie(session)), sessions.spend(token)]).toEqual([true, undefined])
  })

  it('voids an unspent token when a newer one is made', () => {
    const sessions = new Sessions()
    const old = sessions.newToken()
    sessions.newToken()
    expect(sessions.spend(old)).toBeUndefined()
  })

  it('refuses guesses, other servers’ cookies and none', () => {
    const sessions = new Sessions()
    const other = new Sessions()
    const foreign = other.spend(other.newToken())
    expect([sessions.accepts(cookie(foreign)), sessions.accepts(undefined), sessions.accepts('kindlab='), sessions.spend('')]).toEqual([false, false, false, undefined])
  })
})
