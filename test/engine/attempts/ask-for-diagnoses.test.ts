import { describe, expect, it } from 'vitest'
import type { Evidence, Verdict } from '#contract/verdict.ts'
import { askForDiagnoses } from '../../../engine/attempts/ask-for-diagnoses.ts'
import { aLab } from '../../builders/labs.ts'

const web = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'lab-main', name: 'web' }
const pods = { apiVersion: 'v1', kind: 'Pod', namespace: 'lab-main' }
const unavailable: Evidence = { code: 'field-missing', object: web, path: 'status.availableReplicas', expected: 1, since: 5_000 }

function ask(verdict: Verdict, { now = 60_000, patience = 10_000, reveal = 'where', openSteps = ['one'] }: { now?: number; patience?: number; reveal?: string; openSteps?: string[] } = {}) {
  const lab = aLab({ steps: [{ id: 'one', title: { en: 'One' }, checks: [{ id: 'it', title: { en: 'It' }, object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, reveal }] }] })
  const { asked, next } = askForDiagnoses({ lab, openSteps, verdicts: new Map([['one/it', { verdict, since: 4_000 }]]), now, patience })
  return { asked: asked.get('one/it'), next }
}

const notYet = (...evidence: readonly Evidence[]): Verdict => ({ kind: 'not-yet', evidence })

describe('a check asks for a diagnosis', () => {
  it('once it has been not yet for ten seconds, about the objects of its evidence', () => {
    expect(ask(notYet(unavailable, { ...unavailable, path: 'other' }), { now: 15_000 })).toEqual({ asked: [web], next: undefined })
  })

  it('at the moment when it will have been', () => {
    expect(ask(notYet(unavailable), { now: 14_999 })).toEqual({ asked: undefined, next: 15_000 })
  })

  it('ten seconds after the last of what keeps it came', () => {
    expect(ask(notYet(unavailable, { ...unavailable, path: 'other', since: 55_000 }))).toEqual({ asked: undefined, next: 65_000 })
  })

  it('at once where somebody asked', () => {
    expect(ask(notYet({ ...unavailable, since: 60_000 }), { patience: 0 }).asked).toEqual([web])
  })

  it.each<[string, Evidence]>([
    ['too few Pods', { code: 'count-different', object: pods, expected: 3, actual: 1 }],
    ['too few Pods of at least so many', { code: 'count-different', object: pods, expected: { atLeast: 2 }, actual: 0 }],
    ['a Pod that a StatefulSet should make', { code: 'object-missing', object: { ...pods, name: 'db-0' } }],
    ['Pods that were never seen', { code: 'never-seen', object: pods }],
    ['an EndpointSlice', { code: 'object-missing', object: { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', namespace: 'lab-main' } }],
  ])('about what is missing though a controller should make it: %s', (_, evidence) => {
    expect(ask(notYet(evidence)).asked).toHaveLength(1)
  })

  it.each<[string, Verdict, Parameters<typeof ask>[1]?]>([
    ['where it passed', { kind: 'passed' }],
    ['where what the learner wrote is wrong', { kind: 'wrong', evidence: [unavailable] }],
    ['where all holds and need only go on holding', { kind: 'not-yet', evidence: [], holding: { since: 1, for: 1 } }],
    ['where nothing is to be revealed', notYet(unavailable), { reveal: 'none' }],
    ['where its step is not open', notYet(unavailable), { openSteps: [] }],
    ['about what the learner has yet to make', notYet({ code: 'object-missing', object: web })],
    ['about a Pod that the learner has yet to make', notYet({ code: 'object-missing', object: { ...pods, name: 'hello' } })],
    ['about too many Pods', notYet({ code: 'count-different', object: pods, expected: 0, actual: 2 })],
    ['about what is in no namespace', notYet({ ...unavailable, object: { apiVersion: 'v1', kind: 'Node', name: 'n' } })],
  ])('never: %s', (_, verdict, options) => {
    expect(ask(verdict, options)).toEqual({ asked: undefined, next: undefined })
  })
})
