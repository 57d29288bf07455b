import { describe, expect, it } from 'vitest'
import { ProblemError, problemFrom } from '#contract/problem.ts'

describe('a thrown value as a problem', () => {
  it('is ours as it is', () => {
    expect(problemFrom(new ProblemError({ code: 'cancelled', params: {} }))).toEqual({ code: 'cancelled', params: {} })
  })

  it('is a full disk where the system says so', () => {
    const error = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    expect(problemFrom(error)).toEqual({ code: 'home-disk-full', params: {}, detail: error.message, fixes: [{ kind: 'action', action: 'free-disk' }] })
  })

  it('keeps the message of a surprise', () => {
    expect(problemFrom(new Error('what?'))).toMatchObject({ code: 'unexpected', params: { message: 'what?' } })
  })
})
