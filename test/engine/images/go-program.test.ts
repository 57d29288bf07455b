import { describe, expect, it } from 'vitest'
import { goProgramStep, linkerFlags } from '../../../engine/images/go-program.ts'
import { readNodeRecipe } from '../../../engine/images/node-recipe.ts'
import { scratchFolder } from './scratch.ts'

describe('a Go program', () => {
  it('is told its version by the linker', () => {
    expect(linkerFlags({ 'main.version': 'v1', 'main.name': 'x' })).toBe('-s -w -X main.version=v1 -X main.name=x')
  })

  it('gets another key with another version or other tags, and no other with another cache', () => {
    const [program] = readNodeRecipe().programs
    const key = (change: object, cache = scratchFolder()): string => goProgramStep(cache, { ...program!, ...change }).key
    expect([key({}), key({ variables: { a: '2' } }), key({ tags: ['x'] })].map((one) => one === key({}))).toEqual([true, false, false])
  })
})
