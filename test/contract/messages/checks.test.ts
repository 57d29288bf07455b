import { describe, expect, it } from 'vitest'
import { sayEvidence } from '#contract/messages/checks.ts'
import type { Evidence } from '#contract/verdict.ts'

const object = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
const pods = { apiVersion: 'v1', kind: 'Pod' }
const replicas = 'object.spec.replicas == 3'

const cases: readonly (readonly [Evidence, string, string])[] = [
  [{ code: 'object-missing', object }, 'Deployment web does not exist.', 'Deployment web 오브젝트가 아직 없습니다.'],
  [{ code: 'object-missing', object: pods }, 'Pod does not exist.', 'Pod 오브젝트가 아직 없습니다.'],
  [{ code: 'field-missing', object, path: 'spec.x' }, 'Deployment web: spec.x is not set.', 'Deployment web: spec.x 필드가 없습니다.'],
  [{ code: 'field-missing', object, path: 'spec.x', expected: 'on' }, 'Deployment web: spec.x is not set, on expected.', 'Deployment web: spec.x 필드가 없습니다. 기대하는 값은 on입니다.'],
  [{ code: 'field-different', object, path: 'spec.replicas' }, 'Deployment web: spec.replicas is not as expected.', 'Deployment web: spec.replicas 값이 기대와 다릅니다.'],
  [{ code: 'field-different', object, path: 'spec.replicas', expected: 3, actual: 1 }, 'Deployment web: spec.replicas is 1, 3 expected.', 'Deployment web: spec.replicas 값이 1인데, 기대하는 값은 3입니다.'],
  [{ code: 'field-different', object, path: 'spec.x', expected: 'a', actual: '' }, 'Deployment web: spec.x is "", a expected.', 'Deployment web: spec.x 값이 ""인데, 기대하는 값은 a입니다.'],
  [{ code: 'field-different', object, path: 'spec.x', expected: null, actual: 1 }, 'Deployment web: spec.x is 1, but should not be set.', 'Deployment web: spec.x 값이 1인데, 이 필드는 없어야 합니다.'],
  [{ code: 'field-different', object, path: 'spec.x', expected: ['a'] }, 'Deployment web: spec.x is not set, ["a"] expected.', 'Deployment web: spec.x 필드가 없습니다. 기대하는 값은 ["a"]입니다.'],
  [{ code: 'item-missing', object, path: 'spec.ports[port=80]' }, 'Deployment web: spec.ports[port=80] is missing.', 'Deployment web: spec.ports[port=80] 항목이 없습니다.'],
  [{ code: 'item-missing', object, path: 'spec.ports[port=80]', expected: { port: 80 } }, 'Deployment web: spec.ports[port=80] is missing, {"port":80} expected.', 'Deployment web: spec.ports[port=80] 항목이 없습니다. 필요한 항목은 {"port":80}입니다.'],
  [{ code: 'assertion-false', object }, 'Deployment web is not as it should be.', 'Deployment web 상태가 아직 조건에 맞지 않습니다.'],
  [{ code: 'assertion-failed', object, path: 'status.x' }, 'Deployment web: status.x is not as it should be.', 'Deployment web: status.x 값이 아직 조건에 맞지 않습니다.'],
  [{ code: 'assertion-false', object, expression: replicas }, `Deployment web: this is not true: ${replicas}.`, `Deployment web: 다음 조건이 아직 참이 아닙니다: ${replicas}.`],
  [{ code: 'assertion-false', object, path: 'spec.replicas', expected: 3, actual: 1, expression: replicas }, 'Deployment web: spec.replicas is 1, 3 expected.', 'Deployment web: spec.replicas 값이 1인데, 기대하는 값은 3입니다.'],
  [{ code: 'assertion-false', object, path: 'spec.replicas', actual: 1, expression: 'object.spec.replicas > 3' }, 'Deployment web: spec.replicas is 1; this is not true: object.spec.replicas > 3.', 'Deployment web: spec.replicas 값이 1입니다. 다음 조건이 아직 참이 아닙니다: object.spec.replicas > 3.'],
  [{ code: 'assertion-failed', object, path: 'spec.x', actual: 'no such key', expression: replicas }, `Deployment web: this cannot be told yet: ${replicas} (no such key).`, `Deployment web: 다음 조건을 아직 확인할 수 없습니다: ${replicas} (no such key).`],
  [{ code: 'count-different', object: pods }, 'Pod: the number of objects is not as expected.', 'Pod: 오브젝트 개수가 기대와 다릅니다.'],
  [{ code: 'count-different', object: pods, expected: 0, actual: 2 }, 'Pod: there are 2, 0 expected.', 'Pod: 지금 2개인데, 기대하는 개수는 0개입니다.'],
  [{ code: 'count-different', object: pods, expected: { atLeast: 2 }, actual: 0 }, 'Pod: there are 0, at least 2 expected.', 'Pod: 지금 0개인데, 기대하는 개수는 2개 이상입니다.'],
  [{ code: 'count-different', object: pods, expected: { atMost: 2 }, actual: 4 }, 'Pod: there are 4, at most 2 expected.', 'Pod: 지금 4개인데, 기대하는 개수는 2개 이하입니다.'],
  [{ code: 'count-different', object: pods, expected: { atLeast: 1, atMost: 2 }, actual: 4 }, 'Pod: there are 4, 1 to 2 expected.', 'Pod: 지금 4개인데, 기대하는 개수는 1~2개입니다.'],
  [{ code: 'never-seen', object: pods }, 'Pod: none has been seen yet.', 'Pod: 아직 한 번도 나타나지 않았습니다.'],
  [{ code: 'guard', object }, 'Deployment web: something was done that this check rules out.', 'Deployment web: 이 과제에서 하면 안 되는 일이 있었습니다.'],
  [{ code: 'guard', object, expression: replicas }, `Deployment web: this must never be true, and it was: ${replicas}.`, `Deployment web: 다음 조건은 참이 되면 안 되는데, 참인 적이 있습니다: ${replicas}.`],
  [{ code: 'object-missing' }, 'A Kubernetes object does not exist.', '쿠버네티스 오브젝트가 아직 없습니다.'],
]

describe('evidence is said', () => {
  it.each(cases)('%j in English and Korean', (evidence, en, ko) => {
    expect([sayEvidence(evidence, 'en'), sayEvidence(evidence, 'ko')]).toEqual([en, ko])
  })

  it('with a long value cut short', () => {
    const said = sayEvidence({ code: 'field-different', object, path: 'data.x', expected: 'a'.repeat(500), actual: 'b' }, 'en')
    expect(said).toBe(`Deployment web: data.x is b, ${'a'.repeat(119)}… expected.`)
  })

  it('without what a value contains being taken for a place of the sentence', () => {
    expect(sayEvidence({ code: 'field-different', object, path: 'spec.x', expected: '{actual}', actual: '{path}' }, 'en')).toBe('Deployment web: spec.x is {path}, {actual} expected.')
  })
})
