import { describe, expect, it } from 'vitest'
import { footingOf, hasFooting, lastUsed, minutesLeft, nextLab, pathsOf, standingOf } from '../../../../renderer/screens/catalogue/lab-path.ts'
import { aPackSummary, aSummary } from '../../../builders/lab-summaries.ts'

const done = { earned: 3, of: 3, at: 100 }
const underWay = (usedAt = 200, number = 1, of = 2) => ({ attempt: 'x7k2q', step: { number, of, title: { en: 'Look' } }, usedAt })
const pod = aSummary('pod', { concepts: ['pod'] })
const deploy = aSummary('deploy', { concepts: ['deployment'], prerequisites: ['pod'] })
const serve = aSummary('serve', { prerequisites: ['deployment', 'yaml'] })

const next = (labs: readonly ReturnType<typeof aSummary>[], tracks: Readonly<Record<string, readonly string[]>> = { one: ['pod', 'deploy', 'serve'] }) => nextLab(pathsOf([aPackSummary(tracks)], labs))?.lab

describe('a path', () => {
  it('holds its labs in the order of its track, and passes over what is not there', () => {
    const [path] = pathsOf([aPackSummary({ one: ['deploy', 'gone', 'pod'] })], [pod, deploy])
    expect(path?.labs.map(({ lab }) => lab)).toEqual(['deploy', 'pod'])
  })

  it('tells where a learner stands: what is done again is under way', () => {
    expect([{}, { done }, { underWay: underWay() }, { done, underWay: underWay() }].map(standingOf)).toEqual(['new', 'done', 'under-way', 'under-way'])
  })
})

describe('what a lab builds on', () => {
  it('names each concept, whether it is known, and the lab that teaches it', () => {
    const labs = [{ ...pod, done }, deploy, serve]
    expect(footingOf(deploy, labs)).toEqual([{ concept: 'pod', isKnown: true, taughtBy: labs[0] }])
    expect(footingOf(serve, labs)).toEqual([
      { concept: 'deployment', isKnown: false, taughtBy: deploy },
      { concept: 'yaml', isKnown: false, taughtBy: undefined },
    ])
  })

  it('is there when it is known, or taught nowhere here', () => {
    expect([hasFooting(deploy, [pod, deploy]), hasFooting(deploy, [{ ...pod, done }, deploy]), hasFooting(deploy, [deploy])]).toEqual([false, true, true])
  })
})

describe('the lab to begin next', () => {
  it('is the first of a path that has its footing', () => {
    expect(next([pod, deploy, serve])).toBe('pod')
    expect(next([{ ...pod, done }, deploy, serve])).toBe('deploy')
  })

  it('is none while all the others build on what is under way', () => {
    expect(next([{ ...pod, underWay: underWay() }, deploy, serve])).toBeUndefined()
  })

  it('is none that cannot run here', () => {
    expect(next([{ ...pod, cannotRunHere: { code: 'lab-needs-more', params: {} } }, aSummary('other')], { one: ['pod', 'other'] })).toBe('other')
  })

  it('is on the path that was last walked', () => {
    const labs = [aSummary('a'), aSummary('b', { done: { ...done, at: 50 } }), aSummary('c'), { ...aSummary('d'), done }, aSummary('e')]
    expect(next(labs, { first: ['a'], second: ['b', 'c'], third: ['d', 'e'] })).toBe('e')
  })
})

describe('going on', () => {
  it('is with the lab that was last used', () => {
    const labs = [{ ...pod, underWay: underWay(100) }, { ...deploy, underWay: underWay(300) }, serve]
    expect(lastUsed(labs)?.lab).toBe('deploy')
    expect(lastUsed([pod, serve])).toBeUndefined()
  })

  it('takes what is left of it, by its steps', () => {
    expect([minutesLeft(pod), minutesLeft({ ...pod, underWay: underWay(1, 1, 3) }), minutesLeft({ ...pod, underWay: underWay(1, 3, 3) })]).toEqual([10, 10, 3])
  })
})
