import type { Code, Root } from 'mdast'
import { visit } from 'unist-util-visit'

/** The words behind a fence's language (```bash run passed) as an attribute that the drawing reads. */
export function remarkFenceMarks() {
  return (tree: Root): void =>
    visit(tree, 'code', (code: Code) => {
      code.data = { ...code.data, hProperties: { dataMarks: code.meta ?? '' } }
    })
}
