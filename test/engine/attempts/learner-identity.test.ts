import { describe, expect, it } from 'vitest'
import { isFresh, learnerAccess, type LearnerToken } from '../../../engine/attempts/learner-identity.ts'

const account = { namespace: 'kindlab-learners', name: 'learner-x7k2q' }
const token: LearnerToken = { account, token: 't', issuedAt: 1_000, expiresAt: 2_000 }

describe('a learner’s token', () => {
  it('is good for the first half of its life, however long the server made that', () => {
    expect(isFresh(token, account, 1_499)).toBe(true)
    expect(isFresh(token, account, 1_500)).toBe(false)
  })

  it('is good for its own account only', () => {
    expect(isFresh(token, { ...account, namespace: 'lent-2' }, 1_000)).toBe(false)
  })

  it('takes the place of the engine’s own credentials', () => {
    const access = { server: 'https://127.0.0.1:1', authority: 'CA', certificate: 'C', key: 'K', serverName: 'kube' }
    expect(learnerAccess(access, token)).toEqual({ server: 'https://127.0.0.1:1', authority: 'CA', token: 't', serverName: 'kube' })
    expect(learnerAccess(access, token, { internalServer: 'https://inside:6443' })).toEqual({ server: 'https://inside:6443', authority: 'CA', token: 't' })
  })

  it('trusts whoever vouches for the server inside, where that is somebody else', () => {
    const access = { server: 'https://balancer.example', authority: 'public CA' }
    expect(learnerAccess(access, token, { internalServer: 'https://inside', internalAuthority: 'own CA' })).toEqual({ server: 'https://inside', authority: 'own CA', token: 't' })
  })
})
