import { expect, it } from 'vitest'
import { cookieIn } from '../../../renderer/stores/settings-storage.ts'

it('finds what was kept among other cookies', () => {
  expect(cookieIn('kindlab=secret; kindlab-settings=%7B%22a%22%3A1%7D; other=2', 'kindlab-settings')).toBe('{"a":1}')
})

it('finds nothing in cookies that are not ours, or broken', () => {
  expect([cookieIn('', 'kindlab-settings'), cookieIn('kindlab-settingsx=1', 'kindlab-settings'), cookieIn('kindlab-settings=%E0%A4%A', 'kindlab-settings')]).toEqual([null, null, null])
})
