import { describe, expect, it } from 'vitest'
import { ApiRefusal, reactionTo } from '../../../engine/watch/api-refusal.ts'
import { parseList, parseWatchEvent } from '../../../engine/watch/watch-event.ts'

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', resourceVersion: '7', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } } }

describe('parseWatchEvent', () => {
  it('gives the object without managedFields and with everything else', () => {
    const line = JSON.stringify({ type: 'ADDED', object: { ...pod, metadata: { ...pod.metadata, managedFields: [{ manager: 'kubectl' }] } } })
    expect(parseWatchEvent(line)).toEqual({ type: 'ADDED', version: '7', object: pod })
  })

  it('throws the Status of an ERROR event, so that 410 means the same in both places', () => {
    const line = JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code: 410, message: 'too old resource version' } })
    expect(() => parseWatchEvent(line)).toThrow(new ApiRefusal(410, 'too old resource version'))
  })

  it.each(['{"type":"ADDED","object":{}}', '{"type":"PATCHED","object":{"metadata":{"resourceVersion":"1"}}}', 'null', '{"type":'])('refuses %s', (line) => {
    expect(() => parseWatchEvent(line)).toThrow()
  })
})

describe('parseList', () => {
  it('gives each item the kind that the list does not repeat', () => {
    const text = JSON.stringify({ metadata: { resourceVersion: '9', continue: 'more' }, items: [{ metadata: pod.metadata }] })
    expect(parseList(text, pod)).toEqual({ items: [pod], version: '9', next: 'more' })
  })

  it('takes null for no items and an empty continue for the last page', () => {
    expect(parseList('{"metadata":{"resourceVersion":"9","continue":""},"items":null}', pod)).toEqual({ items: [], version: '9', next: undefined })
  })
})

describe('reactionTo', () => {
  it('lists anew only where going on is impossible', () => {
    const reactions = [400, 401, 403, 404, 405, 410, 429, 500, 503].map((status) => reactionTo(new ApiRefusal(status, '')))
    expect(reactions).toEqual([
      'list-anew',
      'unauthorized',
      'denied',
      'not-served',
      'not-served',
      'list-anew',
      'try-again',
      'try-again',
      'try-again',
    ])
  })

  it('tries again after anything that is no answer', () => {
    expect(reactionTo(new Error('ECONNRESET'))).toBe('try-again')
  })
})
