import { describe, expect, it } from 'vitest'
import { sayEvidence } from '#contract/messages/checks.ts'
import type { Evidence } from '#contract/verdict.ts'

const object = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
const service = { apiVersion: 'v1', kind: 'Service', name: 'web' }
const file = { apiVersion: '', kind: 'File', name: 'web.yaml' }
const query = { apiVersion: '', kind: 'PromQL' }
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
  [{ code: 'history-broken', object }, 'Deployment web was not always as it should be.', 'Deployment web 상태가 조건에서 벗어난 순간이 있었습니다.'],
  [{ code: 'history-broken', object, path: 'status.x' }, 'Deployment web: status.x was not always as it should be.', 'Deployment web: status.x 값이 조건에서 벗어난 순간이 있었습니다.'],
  [{ code: 'history-broken', object, path: 'status.x', actual: 1, expression: 'x > 1' }, 'Deployment web: status.x was 1 for a moment; this must always be true: x > 1.', 'Deployment web: status.x 값이 1인 순간이 있었습니다. 다음 조건은 늘 참이어야 합니다: x > 1.'],
  [{ code: 'history-awaits', object }, 'Deployment web: not everything has happened yet that should.', 'Deployment web: 일어나야 할 변화가 아직 남아 있습니다.'],
  [{ code: 'history-awaits', object, expression: 'x > 1' }, 'Deployment web: this is to become true next: x > 1.', 'Deployment web: 다음 차례의 조건이 아직 참이 되지 않았습니다: x > 1.'],
  [{ code: 'not-settled', object }, 'Deployment web is still changing.', 'Deployment web: 변경이 아직 끝나지 않았습니다.'],
  [{ code: 'probe-failed', object: service, actual: 'refused' }, 'Service web did not answer for a moment: refused.', 'Service web: 응답하지 않은 순간이 있었습니다. refused.'],
  [{ code: 'probe-awaited', object: service }, 'Service web has not been asked during a change yet.', 'Service web: 변경하는 동안 응답하는지 아직 확인하지 못했습니다.'],
  [{ code: 'http-unanswered', object: service }, 'Service web does not answer.', 'Service web: 응답이 없습니다.'],
  [{ code: 'http-different', object: service, path: 'status' }, 'Service web answers, but its status is not as expected.', 'Service web: 응답은 오지만 status 값이 기대와 다릅니다.'],
  [{ code: 'http-different', object: service, path: 'status', expected: 200, actual: 500 }, 'Service web answers with status 500, 200 expected.', 'Service web: 응답의 status 값이 500인데, 기대하는 값은 200입니다.'],
  [{ code: 'http-different', object: service, path: 'version', expected: 'v2' }, 'Service web answers without version, v2 expected.', 'Service web: 응답에 version 값이 없습니다. 기대하는 값은 v2입니다.'],
  [{ code: 'http-allowed', object: service }, 'Service web lets in who should be refused.', 'Service web: 거절되어야 할 요청이 통과했습니다.'],
  [{ code: 'share-different', object: service, expected: { is: 0.2, within: 0.08 }, actual: 0.504 }, 'Service web: 50.4% of the answers are of this kind, 20% ± 8% expected.', 'Service web: 이런 응답의 비율이 50.4%인데, 기대하는 비율은 20% ± 8%입니다.'],
  [{ code: 'log-unmatched', object: pods, expected: '^ready' }, 'Pod: no line of its log matches ^ready.', 'Pod: 로그에 ^ready 패턴과 맞는 줄이 없습니다.'],
  [{ code: 'event-missing', object: pods, expected: 'Killing' }, 'Pod: there is no event Killing yet.', 'Pod: Killing 이벤트가 아직 없습니다.'],
  [{ code: 'file-missing', object: file }, 'The file web.yaml is not in your workspace.', '작업 공간에 없습니다: web.yaml 파일.'],
  [{ code: 'file-different', object: file }, 'The file web.yaml does not hold what it should.', 'web.yaml 파일: 내용이 기대와 다릅니다.'],
  [{ code: 'file-different', object: file, path: 'spec.replicas', expected: 3, actual: 2 }, 'The file web.yaml: spec.replicas is 2, 3 expected.', 'web.yaml 파일: spec.replicas 값이 2인데, 기대하는 값은 3입니다.'],
  [{ code: 'command-failed', actual: 'no' }, 'A look at it says: no.', '확인해 보니 아직 맞지 않습니다: no.'],
  [{ code: 'output-different', actual: 'no', expected: 'yes' }, 'A look at it shows no, yes expected.', '확인한 결과가 no인데, 기대하는 결과는 yes입니다.'],
  [{ code: 'metric-missing', object: query }, 'The query finds nothing that was measured yet.', '쿼리: 맞는 시계열이 아직 없습니다.'],
  [{ code: 'metric-missing', object: query, expression: 'up == 1' }, 'The query finds nothing that was measured yet: up == 1.', '쿼리: 맞는 시계열이 아직 없습니다: up == 1.'],
  [{ code: 'metric-different', object: query }, 'The query gives a value that is not as expected.', '쿼리: 결과 값이 기대와 다릅니다.'],
  [{ code: 'metric-different', object: query, path: '{pod="a"}' }, 'The query: the value of {pod="a"} is not as expected.', '쿼리: {pod="a"} 값이 기대와 다릅니다.'],
  [{ code: 'metric-different', object: query, expected: { atLeast: 5 }, actual: 0.2 }, 'The query gives 0.2, at least 5 expected.', '쿼리: 결과가 0.2인데, 기대하는 값은 5 이상입니다.'],
  [{ code: 'metric-different', object: query, path: '{pod="a"}', expected: { atLeast: 1, atMost: 2 }, actual: 'NaN' }, 'The query: {pod="a"} is NaN, 1 to 2 expected.', '쿼리: {pod="a"} 값이 NaN인데, 기대하는 값은 1~2입니다.'],
  [{ code: 'metric-different', object: query, expected: 3, actual: 2 }, 'The query gives 2, 3 expected.', '쿼리: 결과가 2인데, 기대하는 값은 3입니다.'],
  [{ code: 'metric-different', object: query, actual: '+Inf' }, 'The query gives +Inf, which is no number to compare.', '쿼리: 결과 +Inf 값은 숫자로 비교할 수 없습니다.'],
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
