import { describe, expect, it } from 'vitest'
import { withBlock } from '../../../../renderer/parts/lesson/with-block.ts'

describe('a block that is put into a file', () => {
  it('is all of one that was empty', () => {
    expect(withBlock('\n', 'a: 1')).toBe('a: 1\n')
  })

  it('stands at the end of what is there', () => {
    expect(withBlock('a: 1\n\n', 'b: 2')).toBe('a: 1\nb: 2\n')
  })

  it('is a document of its own where it is a manifest', () => {
    expect(withBlock('kind: Pod\n', 'apiVersion: v1\nkind: Service')).toBe('kind: Pod\n---\napiVersion: v1\nkind: Service\n')
    expect(withBlock('kind: Pod\n---\n', 'apiVersion: v1\nkind: Service')).toBe('kind: Pod\n---\napiVersion: v1\nkind: Service\n')
  })
})
