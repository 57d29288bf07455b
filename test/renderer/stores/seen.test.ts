import { expect, it } from 'vitest'
import { withLines } from '../../../renderer/stores/log-store.ts'
import { afterChange, nothingSeen } from '../../../renderer/stores/seen.ts'
import { aSummary } from '../screens/cluster/summaries.ts'

const kinds = { coming: [], absent: [], denied: [] }
const none = { put: [], gone: [] }

it('a view is what was there, with what has come and without what has gone', () => {
  const [web, other] = [aSummary('Pod', 'web'), aSummary('Pod', 'other')]
  const first = afterChange(nothingSeen, { isWhole: true, objects: { put: [web, other], gone: [] }, edges: none, kinds })
  const second = afterChange(first, { isWhole: false, objects: { put: [], gone: [web.id] }, edges: none, kinds, lostSince: 5 })
  expect([[...second.objects.keys()], second.lostSince, second.isBegun]).toEqual([[other.id], 5, true])
  expect(second.edges).toBe(first.edges)
})

it('a whole view forgets the one before', () => {
  const first = afterChange(nothingSeen, { isWhole: true, objects: { put: [aSummary('Pod', 'web')], gone: [] }, edges: none, kinds })
  expect(afterChange(first, { isWhole: true, objects: none, edges: none, kinds }).objects.size).toBe(0)
})

it('a log keeps its newest lines, each under the number that it came with', () => {
  const empty = { lines: [], isOver: false, problem: undefined }
  const long = withLines(empty, Array.from({ length: 5_001 }, (_, index) => ({ text: `line ${index}` })), false)
  const longer = withLines(long, [{ text: 'last' }], true)
  expect([longer.lines.length, longer.lines[0]?.text, longer.lines.at(-1), longer.isOver]).toEqual([5_000, 'line 2', { text: 'last', number: 5_002 }, true])
})
