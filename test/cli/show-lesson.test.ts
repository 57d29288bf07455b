import { describe, expect, it } from 'vitest'
import { stripVTControlCharacters } from 'node:util'
import type { StepState } from '#contract/attempt.ts'
import { lessonLines, markdownLines } from '../../cli/show-lesson.ts'

const plain = (markdown: string): readonly string[] => markdownLines(markdown).map(stripVTControlCharacters)

describe('a lesson in a terminal', () => {
  it('shows headings without marks or anchors', () => {
    expect(plain('## A Pod {#create}\n\nText')).toEqual(['A Pod', '', 'Text'])
  })

  it('sets code off and hides its fences', () => {
    expect(plain('```bash run node\ncrictl ps\n```')).toEqual(['    # kindlab shell --node', '    crictl ps'])
    expect(plain('Run:\n```bash run\nkubectl get pods\n```\nThen `look` **closely**.')).toEqual(['Run:', '    kubectl get pods', 'Then look closely.'])
  })
})

describe('the steps of a lesson in a terminal', () => {
  const aStep = (id: string, state: StepState['state']): StepState => ({ id, title: { en: id }, state, checks: [], hints: { shown: 0, of: 3 } })
  const section = 'Guess.\n\n```bash run passed\nkubectl get pods\n```\n\nThree.'
  const lesson = { introduction: 'Hello.', steps: { first: section, second: section, third: section } }

  it('tell how it comes out only once they have passed, and nothing before they open', () => {
    const lines = lessonLines(lesson, { steps: [aStep('first', 'passed'), aStep('second', 'open'), aStep('third', 'locked')] }, 'en').map(stripVTControlCharacters)
    expect(lines.filter((line) => line !== '')).toEqual(['Hello.', 'first', 'Guess.', '    kubectl get pods', 'Three.', 'second', 'Guess.', 'More follows here once the step has passed.'])
  })
})
