import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import type { Verdict } from '#contract/verdict.ts'
import { stretchesOf, type History } from '../../../../engine/checks/history/history.ts'
import { aDeploymentRef, aPodsRef, aView, mistakesOf, prepared } from '../../../builders/checks.ts'
import { aGapAt, aHistory, aRollout } from '../../../builders/histories.ts'
import { aConfigMap, aPod } from '../../../builders/objects.ts'

const noGap = {
  history: { object: aDeploymentRef, since: 'settled', always: ['object.status.availableReplicas >= 2'], sequence: ["object.spec.template.spec.containers[0].image.endsWith(':v1')", "object.spec.template.spec.containers[0].image.endsWith(':v2')"] },
}
const fewToMany = { history: { object: aDeploymentRef, sequence: ['object.spec.replicas == 1', 'object.spec.replicas > 1', 'object.spec.replicas == 1'] } }
const one = aRollout({ replicas: 1, available: 1 })

/** Judged as things stand after all of this; what is there now is the last version unless said. */
function judged(check: Readonly<Record<string, unknown>>, history: History, now: readonly KubeObject[] = lastOf(history)): Verdict {
  return prepared(check).judge(aView(now, { history }), {}).verdict
}

function lastOf({ entries }: History): readonly KubeObject[] {
  const last = entries.findLast((entry) => entry.kind !== 'gap')
  return last?.kind === 'version' ? [last.object] : []
}

describe('a history of a rolling update', () => {
  const smooth = [aRollout(), aRollout({ revision: 2, updated: 1, available: 3 }), aRollout({ revision: 2, updated: 2, available: 2 }), aRollout({ revision: 2 })]

  it('passes when it went through and was never short of Pods', () => {
    expect(judged(noGap, aHistory(...smooth))).toEqual({ kind: 'passed' })
  })

  it('is not-yet before the update, and while it is under way', () => {
    expect([1, 2, 3].map((count) => judged(noGap, aHistory(...smooth.slice(0, count))))).toMatchObject([
      { kind: 'not-yet', evidence: [{ code: 'history-awaits', expression: expect.stringContaining(':v2') }] },
      { kind: 'not-yet', evidence: [{ code: 'not-settled', object: { name: 'web' }, command: 'kubectl get deployment web -o yaml' }] },
      { kind: 'not-yet', evidence: [{ code: 'not-settled' }] },
    ])
  })

  it('is spent when it was short of Pods for one version, and says which and when', () => {
    expect(judged(noGap, aHistory(aRollout(), aRollout({ revision: 2, updated: 2, available: 1 }), aRollout({ revision: 2 })))).toEqual({
      kind: 'spent',
      evidence: [
        {
          code: 'history-broken',
          object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'lab-main' },
          command: 'kubectl get deployment web -o yaml',
          path: 'status.availableReplicas',
          actual: 1,
          expression: 'object.status.availableReplicas >= 2',
          since: 101,
        },
      ],
    })
  })

  it('says what was seen when the field was not there at all: it reads as zero', () => {
    expect(judged(noGap, aHistory(aRollout(), aRollout({ revision: 2, available: 0 })))).toMatchObject({ kind: 'spent', evidence: [{ actual: 0 }] })
  })

  it('begins when it has settled for the first time', () => {
    expect(judged(noGap, aHistory(aRollout({ available: 0 }), aRollout({ available: 1 }), ...smooth))).toEqual({ kind: 'passed' })
    const opened = { history: { ...noGap.history, since: 'opened' } }
    expect(judged(opened, aHistory(aRollout({ available: 0 }), ...smooth)).kind).toBe('spent')
  })

  it('is spent when the Deployment was deleted and made again: without it no Pod is available', () => {
    expect(judged(noGap, aHistory(aRollout(), 'gone', aRollout({ revision: 2, uid: 'other' }))).kind).toBe('spent')
  })

  it('is not-yet while there is no Deployment any more, whatever it was', () => {
    expect(judged(fewToMany, aHistory(one, aRollout(), one, 'gone'))).toMatchObject({ kind: 'not-yet', evidence: [{ code: 'object-missing' }] })
  })

  it('does not take the status of the version before for that of the next', () => {
    const stale = { ...aRollout({ revision: 2 }), status: aRollout()['status'] }
    const seen = { history: { object: aDeploymentRef, sequence: ["object.metadata.annotations['deployment.kubernetes.io/revision'] == '2' && object.status.updatedReplicas == 3"] } }
    expect(judged(seen, aHistory(aRollout(), stale)).kind).toBe('not-yet')
    expect(judged(seen, aHistory(aRollout(), stale, aRollout({ revision: 2 }))).kind).toBe('passed')
    expect(judged(seen, aHistory(aRollout(), stale, aRollout({ revision: 2, replicas: 2, available: 2 }))).kind).toBe('not-yet')
  })
})

describe('a sequence', () => {
  it.each([
    ['1, n, 1', [one, aRollout(), one], 'passed'],
    ['1, n', [one, aRollout()], 'not-yet'],
    ['n, 1', [aRollout(), one], 'not-yet'],
    ['1', [one], 'not-yet'],
    ['n, 1, n, 1', [aRollout(), one, aRollout(), one], 'passed'],
    ['nothing', [], 'not-yet'],
  ] as const)('of 1, n, 1 over %s is %s', (_, versions, verdict) => {
    expect(judged(fewToMany, aHistory(...versions)).kind).toBe(verdict)
  })

  it('says what is awaited next', () => {
    expect(judged(fewToMany, aHistory(one, aRollout()))).toMatchObject({ evidence: [{ code: 'history-awaits', expression: 'object.spec.replicas == 1' }] })
  })

  it('does not take a deletion for a version with nothing in it', () => {
    const downToNone = { history: { object: aDeploymentRef, sequence: ['object.spec.replicas == 0', 'object.spec.replicas == 3'] } }
    expect(judged(downToNone, aHistory(aRollout(), 'gone', aRollout({ uid: 'other' }))).kind).toBe('not-yet')
    expect(judged(downToNone, aHistory(aRollout(), aRollout({ replicas: 0, available: 0 }), aRollout())).kind).toBe('passed')
  })

  it('goes through the versions of several objects in the order of their times', () => {
    const order = { history: { object: aPodsRef, sequence: ["object.metadata.name == 'web-0' && object.status.phase == 'Running'", "object.metadata.name == 'web-1'"] } }
    const pod = (name: string, phase = 'Running'): KubeObject => aPod({ name, labels: { app: 'web' }, phase, status: { conditions: [{ type: 'Ready', status: phase === 'Running' ? 'True' : 'False' }] } })
    const [first, second] = [pod('web-0'), pod('web-1')]
    expect(judged(order, aHistory(pod('web-0', 'Pending'), first, second), [first, second]).kind).toBe('passed')
    expect(judged(order, aHistory(second, pod('web-0', 'Pending'), first), [first, second]).kind).toBe('not-yet')
  })
})

describe('assertions over all versions', () => {
  const all = { history: { object: aDeploymentRef, since: 'settled' }, assert: ['history.all(s, s.status.availableReplicas >= 2)', "history.exists(s, s.spec.template.spec.containers[0].image.endsWith(':v2'))"] }

  it('pass when they hold', () => {
    expect(judged(all, aHistory(aRollout(), aRollout({ revision: 2, updated: 1, available: 2 }), aRollout({ revision: 2 }))).kind).toBe('passed')
  })

  it('are not-yet while one may still come true', () => {
    expect(judged(all, aHistory(aRollout()))).toMatchObject({ kind: 'not-yet', evidence: [{ code: 'assertion-false' }] })
  })

  it.each(['history.all(s, s.status.availableReplicas >= 2)', '!history.exists(s, s.status.availableReplicas < 2)', 'history.all(s, s.metadata.name != ")" && s.status.availableReplicas >= 2)'])('%s is spent when one version was not so', (expression) => {
    const verdict = judged({ history: { object: aDeploymentRef }, assert: [expression] }, aHistory(aRollout(), aRollout({ available: 1 }), aRollout()))
    expect(verdict).toMatchObject({ kind: 'spent', evidence: [{ code: 'history-broken', since: 101 }] })
  })

  it('are not spent where more is said than that of all versions', () => {
    const either = { history: { object: aDeploymentRef }, assert: ['history.all(s, s.spec.replicas == 1) || history.all(s, s.spec.replicas == 3)'] }
    expect(judged(either, aHistory(one, aRollout())).kind).toBe('not-yet')
  })
})

describe('a history with a gap', () => {
  it('is unknown where something was missed, and says how to go on', () => {
    expect(judged(noGap, aHistory(aRollout(), aGapAt(1), aRollout({ revision: 2 })))).toEqual({ kind: 'unknown', problem: { code: 'history-gap', params: { object: 'Deployment web' } } })
  })

  it('never passes by what was found at its end: how it came to be so nobody saw', () => {
    const second = { history: { object: aDeploymentRef, sequence: ['object.metadata.generation == 2'] } }
    expect(judged(second, aHistory(aRollout(), aGapAt(1), aRollout({ revision: 2 }))).kind).toBe('unknown')
    expect(judged(second, aHistory(aRollout(), aGapAt(1), aRollout({ revision: 3 }), aRollout({ revision: 2 }))).kind).toBe('passed')
  })

  it('is not cut between what was found together at its end', () => {
    const pod = (name: string, at: number) => ({ kind: 'version', at, object: aPod({ name }) }) as const
    const found = stretchesOf({ entries: [pod('a', 1), { kind: 'gap', from: 2, to: 9, reason: 'relist' }, pod('a', 9), pod('b', 9), pod('a', 12)] })
    expect(found.map((stretch) => stretch.map(({ at }) => at))).toEqual([[1], [9, 9, 12]])
  })

  it('never passes by what was made before the gap and finished in it', () => {
    expect(judged(fewToMany, aHistory(one, aRollout(), aGapAt(2), one)).kind).toBe('unknown')
  })

  it('is none where nothing came of it: the next version came after it', () => {
    const quiet = { kind: 'gap', from: 90, to: 100, reason: 'stopped' } as const
    expect(judged(noGap, aHistory(quiet, aRollout(), aRollout({ revision: 2 }))).kind).toBe('passed')
  })

  it('is none where the machine only slept: all was seen, if late', () => {
    expect(judged(noGap, aHistory(aRollout(), aGapAt(1, 'frozen'), aRollout({ revision: 2 }))).kind).toBe('passed')
  })

  it('counts what is done again after it', () => {
    const again = [aRollout(), aGapAt(1), aRollout({ revision: 2 }), { ...aRollout({ revision: 3 }), spec: aRollout()['spec'] }, aRollout({ revision: 4, updated: 3 })] as const
    const twice = { history: { ...noGap.history, sequence: ['object.metadata.generation == 3', 'object.metadata.generation == 4'] } }
    expect([3, 4, 5].map((count) => judged(twice, aHistory(...again.slice(0, count))).kind)).toEqual(['unknown', 'unknown', 'passed'])
  })

  it('keeps for ever that it was broken', () => {
    expect(judged(noGap, aHistory(aRollout(), aRollout({ revision: 2, available: 1 }), aGapAt(2), aRollout({ revision: 2 }))).kind).toBe('spent')
  })

  it('does not join what was found at its end to what came before it, one by one', () => {
    const found = { kind: 'gap', from: 100, to: 103, reason: 'relist' } as const
    expect(judged(fewToMany, aHistory(one, aRollout(), one, found)).kind).toBe('unknown')
  })

  it('is unknown when it became too long to be kept', () => {
    const full = { kind: 'gap', from: 1, to: 100, reason: 'full' } as const
    expect(judged(noGap, { entries: [full, ...aHistory(aRollout({ revision: 2 })).entries] }).kind).toBe('unknown')
  })
})

describe('a history', () => {
  it('that nobody kept yet is unknown', () => {
    expect(prepared(noGap).judge(aView([]), {})).toMatchObject({ verdict: { kind: 'unknown', problem: { code: 'kind-syncing' } } })
  })

  it('of a kind that is never under way passes by its versions', () => {
    const turned = { history: { object: { apiVersion: 'v1', kind: 'ConfigMap', name: 'web' }, sequence: ["object.data.on == 'yes'", "object.data.on == 'no'"] } }
    expect(judged(turned, aHistory(aConfigMap({ data: { on: 'yes' } }), aConfigMap({ data: { on: 'no' } }))).kind).toBe('passed')
  })

  it('with a guard is spent when it falls', () => {
    const check = { ...fewToMany, unless: ['history.exists(s, s.spec.replicas > 4)'] }
    expect([judged(check, aHistory(one)).kind, judged(check, aHistory(one, aRollout({ replicas: 5, available: 5 }), one)).kind]).toEqual(['not-yet', 'spent'])
  })

  it('needs something to say', () => {
    expect(mistakesOf({ history: { object: aDeploymentRef } })).toEqual([{ field: 'history', says: 'A history needs `always` or `sequence`, or `assert` beside it.' }])
  })

  it.each([
    [{ always: ['object.status.availableReplica > 1'] }, 'history.always[0]', 15, 'There is no field `availableReplica` here; did you mean `availableReplicas`?'],
    [{ sequence: ['object.spec.replicas == 1', 'related.pods.size() > 0'] }, 'history.sequence[1]', 1, '`related` is not known here; there are `object`, `ns`, `vars`.'],
    [{ always: ['history.size() > 1'] }, 'history.always[0]', 1, '`history` is not known here; there are `object`, `ns`, `vars`.'],
  ])('%j has its mistake told with its place', (history, field, column, says) => {
    expect(mistakesOf({ history: { object: aDeploymentRef, ...history } })).toEqual([{ field, column, says }])
  })

  it('is told from one of an object that the lab does not have', () => {
    expect(mistakesOf({ history: { object: { ...aDeploymentRef, kind: 'Deploymnt', namespace: 'prod' }, always: ['true'] } })).toMatchObject([{ field: 'history.object.namespace' }, { field: 'history.object.kind' }])
  })
})
