import { describe, expect, it } from 'vitest'
import { readComponents } from '../../engine/components/component-recipe.ts'
import { type LedgerRow, ledgerPage, mebibytes, rowsIn, secondsOf, withRow } from './ledger.ts'
import { planOf } from './plan.ts'
import { smokes } from './smokes.ts'
import { leftBehind } from './traces.ts'

const row = (component: string, changes: Partial<LedgerRow> = {}): LedgerRow => ({ component, version: 'v1', source: 'built from Go: a.example/b', image: '2 MiB', memory: '3 MiB', up: '4 s', smoke: '5 s', down: '6 s', proven: '2026-11-24', ...changes })

describe('the ledger of components', () => {
  it('reads what it wrote, in the order of names', () => {
    expect(rowsIn(ledgerPage([row('b'), row('a')]))).toEqual([row('a'), row('b')])
    expect([rowsIn(''), rowsIn(ledgerPage([]))]).toEqual([[], []])
  })

  it('keeps the others where one is proven anew', () => {
    expect(withRow([row('a'), row('b')], row('a', { memory: '9 MiB' }))).toEqual([row('b'), row('a', { memory: '9 MiB' })])
  })

  it('rounds up, and knows how long a proof took', () => {
    expect(mebibytes(1.1 * 2 ** 20)).toBe('2 MiB')
    expect([secondsOf(row('a')), secondsOf(undefined)]).toEqual([25, undefined])
  })
})

describe('the plan of proofs', () => {
  const [recipe] = readComponents()
  if (recipe === undefined) throw new Error('there are components')
  const candidate = (name: string, proofSeconds: number | undefined, isAtHand: boolean) => ({ recipe: { ...recipe, name, price: { ...recipe.price, minutes: 10 } }, proofSeconds, isAtHand })

  it('takes the cheapest first, what has to be built last, with a margin on what they took', () => {
    const plan = planOf([candidate('built', 40, false), candidate('new', undefined, true), candidate('slow', 80, true), candidate('quick', 40, true)])
    expect(plan.map(({ recipe: { name }, minutes }) => [name, minutes])).toEqual([['quick', 1], ['slow', 2], ['new', 3], ['built', 11]])
  })
})

describe('the smokes', () => {
  it('are one for each component that ships, beside ones that ship', () => {
    const names = readComponents().map(({ name }) => name)
    expect(Object.keys(smokes).toSorted()).toEqual(names)
    expect(Object.values(smokes).flatMap(({ beside = [] }) => beside).filter((name) => !names.includes(name))).toEqual([])
  })

  it('know what was not there before', () => {
    expect(leftBehind(new Set(['v1 Pod a b']), new Set(['v1 Pod a b', 'v1 Pod a c']))).toEqual(['v1 Pod a c'])
  })
})
