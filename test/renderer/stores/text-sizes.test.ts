import { expect, it } from 'vitest'
import { nextSize, percent, textSizes } from '../../../renderer/stores/text-sizes.ts'

it('goes from 85 to 150 percent in at least five steps', () => {
  expect([textSizes.length >= 5, percent(textSizes[0]), percent(textSizes.at(-1) ?? 0)]).toEqual([true, '85%', '150%'])
})

it('goes one step at a time, and stays at the ends', () => {
  expect([nextSize(1, 'bigger'), nextSize(1, 'smaller'), nextSize(1.5, 'bigger'), nextSize(0.85, 'smaller')]).toEqual([1.1, 0.9, 1.5, 0.85])
})

it('finds its way from a size that is none of the steps', () => {
  expect([nextSize(1.05, 'bigger'), nextSize(1.05, 'smaller')]).toEqual([1.1, 1])
})
