import type { Blockquote, Root } from 'mdast'
import { describe, expect, it } from 'vitest'
import { remarkCallouts } from '../../../../renderer/parts/lesson/remark-lesson.ts'

const text = (value: string) => ({ type: 'text', value }) as const
const quoted = (value: string): Blockquote => ({ type: 'blockquote', children: [{ type: 'paragraph', children: [text(value)] }] })

function marked(quote: Blockquote): Blockquote {
  const tree: Root = { type: 'root', children: [quote] }
  remarkCallouts()(tree)
  return quote
}

describe('a callout', () => {
  it('is a quotation whose first line says so, and loses that line', () => {
    expect(marked(quoted('[!NOTE]\nMind the gap.'))).toMatchObject({ data: { hProperties: { dataCallout: 'NOTE' } }, children: [{ children: [{ value: 'Mind the gap.' }] }] })
  })

  it('keeps what stands behind a line of its own', () => {
    const quote: Blockquote = { type: 'blockquote', children: [{ type: 'paragraph', children: [text('[!TIP]')] }, { type: 'paragraph', children: [text('Look.')] }] }
    expect(marked(quote).children).toMatchObject([{ children: [{ value: 'Look.' }] }])
  })

  it.each(['[!WARN]\nx', '[!NOTE] x', 'x [!NOTE]', 'x'])('is none otherwise: %s', (value) => {
    expect(marked(quoted(value))).toEqual(quoted(value))
  })
})
