import { describe, expect, it } from 'vitest'
import { outcomeText, shownText } from '#contract/lesson-parts.ts'

const section = 'How many will there be?\n\n```bash run\nkubectl get nodes\n```\n\n```bash run passed\nkubectl get pods\n```\n\nThree.'

describe('the text of a step', () => {
  it('ends before the first block that is for afterwards, and says that more comes', () => {
    expect(shownText(section, 'open')).toEqual({ text: 'How many will there be?\n\n```bash run\nkubectl get nodes\n```', more: true })
  })

  it('is whole once the step has passed or was skipped', () => {
    expect(shownText(section, 'passed')).toEqual({ text: section, more: false })
    expect(shownText(section, 'skipped')).toEqual({ text: section, more: false })
  })

  it('is whole where nothing is for afterwards, whatever the code in it says', () => {
    const text = 'Look.\n\n~~~~text output\n```bash passed\n~~~~\n\nDone.'
    expect(shownText(text, 'open')).toEqual({ text, more: false })
  })
})

describe('what came of a step', () => {
  it('is the block marked passed with the paragraph that leads to it, and all behind', () => {
    expect(outcomeText('Why.\n\n**Your task:** do it.\n\nThen look:\n\n```bash run passed\nls\n```\n\nSo it is.')).toBe('Then look:\n\n```bash run passed\nls\n```\n\nSo it is.')
  })

  it('does not begin with the task or another block', () => {
    expect(outcomeText('**Your task:** do it.\n\n```bash run passed\nls\n```')).toBe('```bash run passed\nls\n```')
    expect(outcomeText('```bash\nls\n```\n\n```bash run passed\nls\n```')).toBe('```bash run passed\nls\n```')
  })

  it('is nothing where nothing is marked', () => {
    expect(outcomeText('Why.')).toBe('')
  })
})
