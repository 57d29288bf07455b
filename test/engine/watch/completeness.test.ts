import { describe, expect, it } from 'vitest'
import { Completeness } from '../../../engine/watch/completeness.ts'

function listedAt(asked: number): Completeness {
  const completeness = new Completeness()
  completeness.listed(asked)
  return completeness
}

describe('Completeness', () => {
  it('knows of no gap before the first list', () => {
    expect(new Completeness().listed(10)).toBeUndefined()
  })

  it('begins a gap where the list before was asked for, not where it came', () => {
    expect(listedAt(10).listed(99)).toEqual({ from: 10, reason: 'relist' })
  })

  it('takes an answered ping as word for the ping before it, since answers may overtake events', () => {
    const completeness = listedAt(10)
    completeness.began()
    for (const sentAt of [20, 30, 40]) completeness.heard(sentAt)
    expect(completeness.listed(99)).toEqual({ from: 30, reason: 'relist' })
  })

  it('does not move for a single ping, nor for pings while nothing is followed', () => {
    const completeness = listedAt(10)
    completeness.heard(12)
    completeness.began()
    completeness.heard(20)
    completeness.ended()
    completeness.heard(30)
    completeness.began()
    completeness.heard(40)
    expect(completeness.listed(99)).toEqual({ from: 10, reason: 'relist' })
  })

  it('calls the gap disconnected once after the history went back', () => {
    const completeness = listedAt(10)
    completeness.wentBack()
    expect(completeness.listed(20)).toEqual({ from: 10, reason: 'disconnected' })
    expect(completeness.listed(30)).toEqual({ from: 20, reason: 'relist' })
  })
})
