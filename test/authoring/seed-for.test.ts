import { describe, expect, it } from 'vitest'
import { fulfils, seedFor } from '../../authoring/seed-for.ts'
import { drawVars } from '../../engine/packs/draw-vars.ts'

const lab = { id: 'one', vars: { fault: { pick: ['label', 'port', 'memory'] } } }

describe('the seed for a script that asks for certain values', () => {
  it.each(lab.vars.fault.pick)('draws %s', (fault) => {
    expect(drawVars(lab, seedFor(lab, 'proof', { fault }))).toEqual({ fault })
  })

  it('is the usual one where nothing is asked for', () => {
    expect(seedFor(lab, 'proof', {})).toBe('proof')
  })

  it('is refused where no seed can draw them', () => {
    expect(() => seedFor(lab, 'proof', { fault: 'flag' })).toThrow('no seed of one draws {"fault":"flag"}')
  })

  it('compares numbers as they are written', () => {
    expect([fulfils({ port: 8080 }, { port: '8080' }), fulfils({}, { port: '8080' })]).toEqual([true, false])
  })
})
