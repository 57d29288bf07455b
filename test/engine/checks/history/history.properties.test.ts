import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import { afterGap, stretchesOf, type History, type HistoryEntry } from '../../../../engine/checks/history/history.ts'
import { isSettled } from '../../../../engine/checks/history/is-settled.ts'
import { aDeploymentRef, aView, prepared } from '../../../builders/checks.ts'
import { aRollout } from '../../../builders/histories.ts'

const json = fc.jsonValue({ maxDepth: 4 })
const nonsense = fc.tuple(json, json, fc.dictionary(fc.constantFrom('generation', 'uid', 'deletionTimestamp', 'resourceVersion', 'annotations'), json)).map(
  ([spec, status, metadata]) => ({ apiVersion: 'apps/v1', kind: 'Deployment', spec, status, metadata: { ...metadata, name: 'web', namespace: 'lab-main' } }) as unknown as KubeObject,
)
const rollout = fc.record({ revision: fc.integer({ min: 1, max: 3 }), available: fc.nat(3), updated: fc.nat(3) }).map(aRollout)
const at = fc.nat(50)
const version = (object: fc.Arbitrary<KubeObject>): fc.Arbitrary<HistoryEntry> => fc.record({ kind: fc.constantFrom('version' as const, 'gone' as const), at, object })
const gap = fc.tuple(at, at, fc.constantFrom('relist' as const, 'frozen' as const, 'stopped' as const, 'full' as const)).map(([from, length, reason]): HistoryEntry => ({ kind: 'gap', from, to: from + length, reason }))
const historyOf = (object: fc.Arbitrary<KubeObject>): fc.Arbitrary<History> => fc.array(fc.oneof({ weight: 4, arbitrary: version(object) }, gap), { maxLength: 12 }).map((entries) => ({ entries: sorted(entries) }))

const timeOf = (entry: HistoryEntry): number => (entry.kind === 'gap' ? entry.to : entry.at)
const sorted = (entries: readonly HistoryEntry[]): HistoryEntry[] => entries.toSorted((one, other) => timeOf(one) - timeOf(other))

const check = prepared({
  history: { object: aDeploymentRef, since: 'settled', always: ['object.status.availableReplicas >= 1'], sequence: ['object.metadata.generation == 1', 'object.metadata.generation == 2 && object.status.updatedReplicas > 0'] },
  assert: ['history.all(s, s.spec.replicas > 0)', 'history.exists(s, s.spec.template.spec.containers[0].image.endsWith(":v2"))'],
  unless: ['history.size() > 11'],
  hold: '1s',
})

describe('judging a history', () => {
  it('gives a verdict about every history whatever, and never fails', () => {
    fc.assert(
      fc.property(historyOf(fc.oneof(nonsense, rollout)), (history) => {
        const { verdict } = check.judge(aView([], { history }), {})
        return verdict.kind !== 'unknown' || verdict.problem.code === 'history-gap'
      }),
      { numRuns: 300 },
    )
  })

  it('never passes where something was missed and nothing was begun since', () => {
    const some = fc.array(rollout, { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(some, rollout, (before, found) => {
        const entries: HistoryEntry[] = [...before.map((object, index) => ({ kind: 'version', at: index, object }) as const), { kind: 'gap', from: 10, to: 20, reason: 'relist' }, { kind: 'version', at: 20, object: found }]
        return prepared({ history: { object: aDeploymentRef, sequence: ['true'] } }).judge(aView([found], { history: { entries } }), {}).verdict.kind !== 'passed'
      }),
      { numRuns: 100 },
    )
  })

  it('stays spent whatever comes after', () => {
    fc.assert(
      fc.property(fc.array(rollout, { minLength: 1, maxLength: 6 }), fc.array(rollout, { maxLength: 4 }), (first, later) => {
        const entries = [...first, ...later].map((object, index): HistoryEntry => ({ kind: 'version', at: index, object }))
        const before = check.judge(aView([], { history: { entries: entries.slice(0, first.length) } }), {}).verdict.kind
        const after = check.judge(aView([], { history: { entries } }), {}).verdict.kind
        return before !== 'spent' || after === 'spent'
      }),
    )
  })

  it('loses no version and makes up none when it cuts a history', () => {
    fc.assert(
      fc.property(historyOf(rollout), (history) => {
        const moments = stretchesOf(history).flat()
        expect(moments.map((moment) => moment.at)).toEqual(history.entries.flatMap((entry) => (entry.kind === 'gap' ? [] : [entry.at])))
        expect(stretchesOf(history).every((stretch) => afterGap(stretch).length <= stretch.length)).toBe(true)
      }),
    )
  })

  it('tells of any object whether it is settled', () => {
    fc.assert(fc.property(nonsense, (object) => typeof isSettled(object) === 'boolean'))
  })
})
