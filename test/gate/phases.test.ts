import { setTimeout as pause } from 'node:timers/promises'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { runPhases, summaryOf, type Phase, type PhaseResult } from './phases.ts'

const well: PhaseResult = { passed: 1, failed: 0, skipped: 0 }

/** Phases that note when they begin and end. */
function noting(log: string[], name: string, some: Partial<Phase> = {}): Phase {
  const run = async (): Promise<PhaseResult> => {
    log.push(`${name} begins`)
    await pause(5)
    log.push(`${name} ends`)
    return well
  }
  return { name, minutes: 0, gigabytes: 0, run, ...some }
}

const all = { only: undefined, full: false, minutes: 10 }

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

describe('the gate', () => {
  it('runs its phases in order, and some beside the rest', async () => {
    const log: string[] = []
    const reports = await runPhases({ ...all, phases: [noting(log, 'one'), noting(log, 'calm', { beside: true }), noting(log, 'two')] })
    expect(log.slice(0, 2)).toEqual(['one begins', 'one ends'])
    expect(log.slice(2, 4).toSorted()).toEqual(['calm begins', 'two begins'])
    expect(reports.map(({ name, passed }) => [name, passed])).toEqual([['one', 1], ['calm', 1], ['two', 1]])
  })

  it('counts as skipped what does not fit, what lacks its need and what belongs to the full one', async () => {
    const broken = { name: 'setup', minutes: 0, gigabytes: 0, run: () => Promise.reject(new Error('no Docker')) }
    const phases = [broken, noting([], 'labs', { needs: 'setup' }), noting([], 'long', { minutes: 60 }), noting([], 'large', { gigabytes: 1e9 }), noting([], 'slow', { full: true })]
    const reports = await runPhases({ ...all, phases })
    expect(reports.map(({ name, failed, skipped }) => [name, failed, skipped])).toEqual([['setup', 1, 0], ['labs', 0, 1], ['long', 0, 1], ['large', 0, 1], ['slow', 0, 1]])
  })

  it('runs what is asked for by name with what it needs, and nothing else', async () => {
    const log: string[] = []
    const reports = await runPhases({ ...all, only: ['labs'], phases: [noting(log, 'setup'), noting(log, 'unit'), noting(log, 'labs', { needs: 'setup' })] })
    expect(reports.map(({ name }) => name)).toEqual(['setup', 'labs'])
  })

  it('names at its end what failed, and what needed a second try', () => {
    const summary = summaryOf([{ name: 'app', seconds: 61.4, passed: 3, failed: 1, skipped: 0, failures: ['a.test.ts › holds: no'], flaky: ['b.test.ts › waits: late'] }])
    expect(summary.split('\n')).toEqual([
      '           passed failed skipped',
      'app             3      1      0     61 s',
      'failed in app: a.test.ts › holds: no',
      'passed only at its second try in app: b.test.ts › waits: late',
    ])
  })
})
