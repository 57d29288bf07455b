import { describe, expect, it } from 'vitest'
import { stripVTControlCharacters } from 'node:util'
import { markdownLines } from '../../cli/show-lesson.ts'

const plain = (markdown: string): readonly string[] => markdownLines(markdown).map(stripVTControlCharacters)

describe('a lesson in a terminal', () => {
  it('shows headings without marks or anchors', () => {
    expect(plain('## A Pod {#create}\n\nText')).toEqual(['A Pod', '', 'Text'])
  })

  it('sets code off and hides its fences', () => {
    expect(plain('Run:\n```bash run\nkubectl get pods\n```\nThen `look` **closely**.')).toEqual(['Run:', '    kubectl get pods', 'Then look closely.'])
  })
})
