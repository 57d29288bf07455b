import { describe, expect, it } from 'vitest'
import { answerFrom, dialAnswers } from '../../../engine/probing/read-answer.ts'

const refusal = (message: string): string => JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message })

describe('an answer through the API server', () => {
  it('is the program’s own, its failures too', () => {
    expect(answerFrom({ status: 503, headers: { a: 'b' }, body: 'busy' })).toEqual({ kind: 'answered', status: 503, headers: { a: 'b' }, body: 'busy' })
    expect(answerFrom({ status: 200, headers: {}, body: refusal('a program that shows such things') }).kind).toBe('answered')
  })

  it.each([
    ['no endpoints available for service "web"', 'no-endpoints'],
    ['no service port 81 found for service "web"', 'no-endpoints'],
    ['services "web" not found', 'unknown-name'],
    ['error trying to reach service: dial tcp 10.244.0.5:8080: connect: connection refused', 'refused'],
    ['error trying to reach service: dial tcp 10.244.0.5:8080: i/o timeout', 'timeout'],
    ['something new', 'other'],
  ])('is none when the server says: %s', (message, why) => {
    expect(answerFrom({ status: 503, headers: {}, body: refusal(message) })).toEqual({ kind: 'unanswered', why, said: message })
  })
})

describe('an answer to a Pod of ours', () => {
  const told = (value: object): ReturnType<typeof dialAnswers> => dialAnswers({ status: 200, headers: {}, body: JSON.stringify(value) })

  it('is what it was told, or why it was told nothing', () => {
    expect(told({ responses: ['hello'] })).toEqual([{ kind: 'answered', body: 'hello' }])
    expect(told({ errors: ['Get "http://10.0.0.1:80/": context deadline exceeded'] })).toMatchObject([{ kind: 'unanswered', why: 'timeout' }])
    expect(told({ errors: ['dial tcp: lookup web.a.svc: no such host'] })).toMatchObject([{ why: 'unknown-name' }])
    expect(told({})).toEqual([])
  })

  it('is nobody’s answer where the Pod itself could not be asked', () => {
    expect(() => dialAnswers({ status: 503, headers: {}, body: refusal('error trying to reach service') })).toThrow('error trying to reach service')
    expect(() => dialAnswers({ status: 200, headers: {}, body: 'nonsense' })).toThrow()
  })
})
