import { describe, expect, it } from 'vitest'
import type { Evidence, Verdict } from '#contract/verdict.ts'
import { revealed } from '../../../engine/checks/reveal.ts'

const object = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
const evidence: Evidence = { code: 'field-different', object, path: 'spec.replicas', expected: 3, actual: 1, since: 5, command: 'kubectl get deployment web -o yaml', expression: 'object.spec.replicas == 3' }
const wrong: Verdict = { kind: 'wrong', evidence: [evidence] }

describe('of a verdict a learner sees', () => {
  it('with full, everything', () => {
    expect(revealed(wrong, 'full')).toEqual(wrong)
  })

  it('with where, the object and the field, and no value in any form', () => {
    expect(revealed(wrong, 'where')).toEqual({ kind: 'wrong', evidence: [{ code: 'field-different', object, path: 'spec.replicas', since: 5, command: 'kubectl get deployment web -o yaml' }] })
  })

  it('with none, only its kind', () => {
    expect(revealed(wrong, 'none')).toEqual({ kind: 'wrong', evidence: [] })
  })

  it.each(['not-yet', 'spent'] as const)('the same of %s', (kind) => {
    expect(revealed({ kind, evidence: [evidence] }, 'none')).toEqual({ kind, evidence: [] })
  })

  it('how long something must still hold, in any case', () => {
    const holding: Verdict = { kind: 'not-yet', evidence: [], holding: { since: 1, for: 2 } }
    expect(revealed(holding, 'none')).toEqual(holding)
  })

  it('of a diagnosis its long sentence, its short one, nothing', () => {
    const diagnosis = { code: 'image-pull', object: { ...object, kind: 'Pod' }, command: 'kubectl describe pod web' } as const
    const verdict: Verdict = { kind: 'not-yet', evidence: [], diagnosis: { ...diagnosis, facts: { image: 'nginx' } } }
    expect((['full', 'where', 'none'] as const).map((reveal) => revealed(verdict, reveal))).toEqual([verdict, { kind: 'not-yet', evidence: [], diagnosis }, { kind: 'not-yet', evidence: [] }])
  })

  it('that it passed, and why we could not look', () => {
    const unknown: Verdict = { kind: 'unknown', problem: { code: 'kind-denied', params: { kind: 'Pod' } } }
    expect([revealed({ kind: 'passed' }, 'none'), revealed(unknown, 'none')]).toEqual([{ kind: 'passed' }, unknown])
  })
})
