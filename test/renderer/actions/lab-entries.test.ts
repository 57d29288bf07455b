import { describe, expect, it } from 'vitest'
import type { Attempt } from '../../../contract/attempt.ts'
import type { LabSummary } from '../../../contract/lab-summary.ts'
import { labEntries } from '../../../renderer/actions/lab-entries.ts'

const summary = (lab: string, change: Partial<LabSummary> = {}): LabSummary => ({ pack: 'basics', lab, title: { en: `The ${lab}`, ko: `그 ${lab}` }, ...change }) as LabSummary // all that is read of one
const attempt = (lab: string, change: Partial<Attempt> = {}): Attempt => ({ id: `a-${lab}`, pack: 'basics', lab, title: { en: `The ${lab}`, ko: `그 ${lab}` }, phase: 'open', ...change }) as Attempt
const words = { continueLab: 'Continue: {lab}', openLab: 'Begin: {lab}' }

describe('labs in the palette', () => {
  it('come under way first, and lead to where they were left', () => {
    const entries = labEntries({ labs: [summary('pod'), summary('service')], attempts: [attempt('service')], words, locale: 'en' })
    expect(entries.map(({ name, place }) => [name, place])).toEqual([
      ['Continue: The service', { kind: 'lab', attempt: 'a-service' }],
      ['Begin: The pod', { kind: 'link', pack: 'basics', lab: 'pod' }],
    ])
  })

  it('are found in every language and by their own name', () => {
    const [entry] = labEntries({ labs: [summary('pod')], attempts: [], words, locale: 'ko' })
    expect([entry?.name, entry?.names]).toEqual(['Begin: 그 pod', ['Begin: 그 pod', 'The pod', '그 pod', 'pod']])
  })

  it('can be begun again once they are over, and are left out where they cannot run', () => {
    const labs = [summary('pod'), summary('gpu', { cannotRunHere: { code: 'lab-needs', params: {} } as never })]
    expect(labEntries({ labs, attempts: [attempt('pod', { phase: 'finished' })], words, locale: 'en' }).map(({ name }) => name)).toEqual(['Begin: The pod'])
  })
})
