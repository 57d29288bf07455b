import { expect, it } from 'vitest'
import { shownValue } from '../../../../renderer/parts/verdict/shown-value.ts'

it('shows a value as a person reads it', () => {
  expect(shownValue('web')).toBe('web')
  expect(shownValue('')).toBe('""')
  expect(shownValue({ app: 'web' })).toBe('{"app":"web"}')
  expect(shownValue({ app: 'web', tier: 'a tier whose name goes on and on', more: ['and', 'more'] }).split('\n')).toHaveLength(8)
})
