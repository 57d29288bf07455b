import type { Blockquote, Code, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { callouts } from '#contract/lesson-parts.ts'

/** The words behind a fence's language (```bash run passed) as an attribute that the drawing reads. */
export function remarkFenceMarks() {
  return (tree: Root): void =>
    visit(tree, 'code', (code: Code) => {
      code.data = { ...code.data, hProperties: { dataMarks: code.meta ?? '' } }
    })
}

const mark = /^\[!([A-Z]+)\][ \t]*(?:\n|$)/

/** GitHub's callouts: a quotation whose first line is `[!NOTE]` alone says what it is, and loses that line. */
export function remarkCallouts() {
  return (tree: Root): void => visit(tree, 'blockquote', markCallout)
}

function markCallout(quote: Blockquote): void {
  const [first] = quote.children
  const text = first?.type === 'paragraph' ? first.children[0] : undefined
  if (first?.type !== 'paragraph' || text?.type !== 'text') return
  const kind = callouts.find((one) => one === mark.exec(text.value)?.[1])
  if (kind === undefined) return
  text.value = text.value.replace(mark, '')
  if (text.value === '' && first.children.length === 1) quote.children.shift()
  quote.data = { ...quote.data, hProperties: { dataCallout: kind } }
}
