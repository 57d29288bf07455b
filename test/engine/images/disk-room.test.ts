import { describe, expect, it } from 'vitest'
import { judgeDisk } from '../../../engine/images/disk-room.ts'

describe('a disk with builds on it', () => {
  it.each([
    ['is left alone while there is room', 40e9, { KINDLAB_CLEAN_CACHES: '1' }, true, 'enough'],
    ['is cleared when short where that was asked for', 3e9, { KINDLAB_CLEAN_CACHES: '1' }, false, 'clear-caches'],
    ["is cleared when short on root's CI machine", 3e9, { CI: 'true' }, true, 'clear-caches'],
    ["is not cleared on another's CI machine", 3e9, { CI: 'true' }, false, 'ask-to-clear'],
    ["is not cleared on a person's machine", 3e9, {}, true, 'ask-to-clear'],
  ] as const)('%s', (_claim, free, environment, isRoot, verdict) => {
    expect(judgeDisk(free, environment, isRoot)).toBe(verdict)
  })
})
