import fc from 'fast-check'
import { describe, it } from 'vitest'
import { prepareCheck } from '../../../engine/checks/prepare-check.ts'
import { aCheck, aView } from '../../builders/checks.ts'
import { aDeployment } from '../../builders/objects.ts'

const token = fc.constantFrom(
  'object', 'objects', 'related', 'vars', 'ns', 'c', '.spec', '.status', '.replicas', '.containers', '.all(c, ', '.exists(c, ', '.map(c, ', 'size(', 'has(', 'quantity(', '.matches(', "'('",
  '(', ')', '[', ']', '[0]', '{', '}', ':', ',', '?', ' == ', ' && ', ' || ', '!', '-', '1', '0u', '1.5', "'x'", 'b"x"', 'null', 'true', 'in', '"', '\\', '\n', '//', '이름', '🙂',
)
const soup = fc.oneof(fc.array(token, { maxLength: 14 }).map((tokens) => tokens.join('')), fc.string({ maxLength: 40 }))
const lab = { namespaces: ['main'], vars: ['port'] }

describe('preparing a check', () => {
  it('of any expressions gives a check that can be judged, or mistakes with a column in the expression; it never throws', () => {
    fc.assert(
      fc.property(soup.filter((text) => text !== ''), soup.filter((text) => text !== ''), (assertion, guard) => {
        const result = prepareCheck(aCheck({ assert: [assertion], unless: [guard] }), lab)
        if ('problems' in result) return result.problems.every(({ column = 0 }) => column >= 1 && column <= Math.max(assertion.length, guard.length) + 2)
        return result.prepared.judge(aView([aDeployment()]), {}).verdict.kind !== 'unknown'
      }),
      { numRuns: 1_000 },
    )
  })

  it('of any tree gives a check that can be judged, or mistakes; it never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(fc.constantFrom('spec', 'status', '$ordered', '$absent', 'replicas', '__proto__'), fc.string({ maxLength: 4 })), fc.jsonValue({ maxDepth: 4 })), (match) => {
        const result = prepareCheck(aCheck({ match }), lab)
        return 'problems' in result ? result.problems.length > 0 : result.prepared.judge(aView([aDeployment()]), {}).verdict.kind !== 'unknown'
      }),
    )
  })
})
