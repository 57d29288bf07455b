import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawAttemptId, namespaceName } from '../../../engine/attempts/attempt-names.ts'

const identifier = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)

describe('the names of an attempt', () => {
  it('read as lab, namespace and attempt', () => {
    expect(namespaceName({ lab: 'first-pod', alias: 'main', attempt: 'x7k2q', round: 1 })).toBe('first-pod-main-x7k2q')
    expect(namespaceName({ lab: 'first-pod', alias: 'main', attempt: 'x7k2q', round: 3 })).toBe('first-pod-main-x7k2q-3')
  })

  it('are always names that Kubernetes takes, ending with what tells them apart', () => {
    fc.assert(
      fc.property(identifier, identifier, fc.double({ min: 0, max: 0.999999, noNaN: true }), fc.integer({ min: 1, max: 9999 }), (lab, alias, random, round) => {
        const attempt = drawAttemptId(() => random)
        const name = namespaceName({ lab, alias, attempt, round })
        expect(name).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)
        expect(name.endsWith(round === 1 ? `-${attempt}` : `-${attempt}-${round}`)).toBe(true)
      }),
    )
  })

  it('of an attempt begin with a letter and hold nothing that is misread', () => {
    const draws = Array.from({ length: 100 }, (_, index) => drawAttemptId(() => index / 100))
    expect(draws.filter((id) => !/^[b-z][b-z2-9]{4}$/.test(id) || /[aeioul01]/.test(id))).toEqual([])
  })
})
