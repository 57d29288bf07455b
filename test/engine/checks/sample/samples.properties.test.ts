import fc from 'fast-check'
import { describe, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import type { Sample } from '../../../../engine/checks/sample/sample.ts'
import { answerFrom, dialAnswers } from '../../../../engine/probing/read-answer.ts'
import { aView, prepared } from '../../../builders/checks.ts'
import { aPod, aService } from '../../../builders/objects.ts'

const text = fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('a: [', '- x\n---\nkind: Pod', '&a [*a]', '🙂\n\u0000'))
const answer = fc.oneof(
  fc.record({ kind: fc.constant('answered'), status: fc.option(fc.nat(700), { nil: undefined }), headers: fc.option(fc.dictionary(fc.string(), text), { nil: undefined }), body: text }),
  fc.record({ kind: fc.constant('unanswered'), why: fc.constantFrom('refused', 'timeout', 'unknown-name', 'no-endpoints', 'other'), said: text }),
)
/** Whatever a prober might find, and what no prober should. */
const sample = fc.oneof(
  fc.record({ kind: fc.constant('http'), answers: fc.array(answer, { maxLength: 4 }), elsewhere: fc.option(answer, { nil: undefined }) }),
  fc.record({ kind: fc.constant('log'), logs: fc.array(fc.record({ pod: text, container: text, text })) }),
  fc.record({ kind: fc.constant('file'), text: fc.option(text, { nil: undefined }) }),
  fc.record({ kind: fc.constant('command'), exitCode: fc.integer(), output: text }),
  fc.constant(undefined),
) as unknown as fc.Arbitrary<Sample | undefined>
const object = fc.jsonValue({ maxDepth: 3 })
const objects = fc.tuple(fc.constantFrom('Service', 'Pod', 'Event'), object, object, object).map(([kind, spec, status, involvedObject]) => ({ ...(kind === 'Service' ? aService() : aPod()), kind, spec, status, involvedObject }) as unknown as KubeObject)

const from = { labels: { a: 'b' } }
const checks = [
  { http: { service: 'web' } },
  { http: { service: 'web', expect: { status: 200, body: 'a', headers: { x: 'y' } } } },
  { http: { service: 'web', from, expect: { refused: true } } },
  { http: { service: 'web', expect: { share: { value: 'a', is: 0.5, within: 0.4, confidence: 0.6 } } } },
  { log: { pod: { name: 'web' }, matches: '^a+$' } },
  { event: { about: { kind: 'Pod' }, matches: 'a' } },
  { file: { path: 'a.yaml', matches: 'k', match: { kind: 'Pod', spec: { containers: [{ name: 'a' }] } } } },
  { command: { run: 'true', matches: 'a', on: [{ apiVersion: 'v1', kind: 'Pod' }] } },
].map((check) => prepared(check))

describe('judging what was tried out', () => {
  it('gives a verdict about everything whatever, and never fails', () => {
    fc.assert(
      fc.property(fc.array(objects, { maxLength: 3 }), sample, (some, found) =>
        checks.every((check) => {
          const view = aView(some, found === undefined ? {} : { sample: found })
          const { verdict } = check.judge(view, {})
          if (check.gathers?.kind === 'sample') check.gathers.ask(view)
          return verdict.kind !== 'unknown' || verdict.problem.code === 'sample-awaited'
        }),
      ),
      { numRuns: 200 },
    )
  })

  it('never passes a check by what was found for another kind of check', () => {
    fc.assert(fc.property(sample, (found) => checks.every((check) => found === undefined || !('http' in check.check) || found.kind === 'http' || check.judge(aView([aService()], { sample: found }), {}).verdict.kind !== 'passed')))
  })
})

describe('reading an answer', () => {
  it('makes something of every answer', () => {
    fc.assert(
      fc.property(fc.nat(599), fc.oneof(text, object.map((value) => JSON.stringify(value))), (status, body) => {
        answerFrom({ status, headers: {}, body })
        try {
          return Array.isArray(dialAnswers({ status, headers: {}, body }))
        } catch (error) {
          return error instanceof Error
        }
      }),
    )
  })
})
