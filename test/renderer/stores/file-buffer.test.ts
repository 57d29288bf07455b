import { describe, expect, it } from 'vitest'
import { isUnsaved, openedBuffer, resolved, seenOnDisk, written, type FileBuffer, type Theirs } from '../../../renderer/stores/file-buffer.ts'

const onDisk = (text: string): Theirs => ({ kind: 'text', text, revision: `of ${text}` })
const aBuffer = (text: string, edited = text): FileBuffer => ({ ...openedBuffer(onDisk(text)), text: edited })

describe('an open file', () => {
  it('is unsaved when its text differs, or when there is no file yet', () => {
    expect([isUnsaved(aBuffer('a')), isUnsaved(aBuffer('a', 'b')), isUnsaved(openedBuffer({ kind: 'missing' }))]).toEqual([false, true, true])
  })

  it('follows what others write while nothing is unsaved', () => {
    expect(seenOnDisk(aBuffer('a'), onDisk('b'))).toEqual(aBuffer('b'))
  })

  it('keeps unsaved edits and remembers what others wrote', () => {
    expect(seenOnDisk(aBuffer('a', 'mine'), onDisk('theirs'))).toEqual({ ...aBuffer('a', 'mine'), conflict: onDisk('theirs') })
  })

  it('meets no conflict where both wrote the same', () => {
    expect(seenOnDisk(aBuffer('a', 'b'), onDisk('b'))).toEqual(aBuffer('b'))
  })

  it('goes when its file goes, unless something would be lost', () => {
    expect(seenOnDisk(aBuffer('a'), { kind: 'missing' })).toBeUndefined()
    expect(seenOnDisk(aBuffer('a', 'mine'), { kind: 'missing' })).toEqual({ ...aBuffer('a', 'mine'), conflict: { kind: 'missing' } })
  })

  it('has no conflict any more when the disk is back to what it was made from', () => {
    const torn = { ...aBuffer('a', 'mine'), conflict: onDisk('theirs') }
    expect(seenOnDisk(torn, onDisk('a'))).toEqual(aBuffer('a', 'mine'))
  })

  it('keeps what was typed while it was being written as unsaved', () => {
    const after = written(aBuffer('a', 'b and more'), 'b', 'of b')
    expect([after.saved, after.base, isUnsaved(after)]).toEqual(['b', 'of b', true])
  })

  it('lets the learner choose whose text stays', () => {
    const torn = { ...aBuffer('a', 'mine'), conflict: onDisk('theirs') }
    expect([resolved(torn, 'theirs'), resolved(torn, 'mine')]).toEqual([aBuffer('theirs'), aBuffer('theirs', 'mine')])
  })

  it('is made anew when the learner keeps what was removed', () => {
    expect(resolved({ ...aBuffer('a', 'mine'), conflict: { kind: 'missing' } }, 'mine')).toEqual({ text: 'mine', saved: '', base: null })
  })
})
