import { expect, it } from 'vitest'
import { moved } from '../../../../renderer/parts/verdict/moved.ts'

it('moves one thing of a list a place up or down, and none past its end', () => {
  expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c'])
})
