import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { proofLine } from '../../cli/show-proofs.ts'

const held = { kind: 'near-miss-applied', lab: 'one', about: 'make.typed', held: true } as const
const broken = { ...held, kind: 'near-miss-stays-red', held: false } as const
const line = (...of: Parameters<typeof proofLine>): string => stripVTControlCharacters(proofLine(...of))

describe('the line of a lab that is being proven', () => {
  it('says what was proven last and how much holds so far', () => {
    expect(line({ lab: 'one', proofs: [held], isDone: false }, 'en')).toBe('· one 1 of 1 held the near-miss could be applied (make.typed)')
  })

  it('ends with the count alone', () => {
    expect(line({ lab: 'one', proofs: [held, held], isDone: true }, 'ko')).toBe('✓ one 2개 가운데 2개 성립')
  })

  it('shows at once that something does not hold', () => {
    expect(line({ lab: 'one', proofs: [held, broken], isDone: false }, 'en')).toMatch(/^✗ one 1 of 2 held/)
  })
})
