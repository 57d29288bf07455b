import { describe, expect, it } from 'vitest'
import { codeBlocks, parseLesson } from '../../../engine/packs/lesson-text.ts'

describe('a lesson', () => {
  it('is cut at headings that carry a step, and only at those', () => {
    const text = 'Intro.\n\n## No step\n\nMore.\n\n## Run it {#run}\n\nDo.\n\n### Detail\n\nStill.\n\n## 지우기  {#gone}\nBye.\n'
    const { lesson, problems } = parseLesson('en.md', text, ['run', 'gone'])
    expect(problems).toEqual([])
    expect(lesson).toEqual({
      introduction: 'Intro.\n\n## No step\n\nMore.',
      steps: { run: 'Do.\n\n### Detail\n\nStill.', gone: 'Bye.' },
      headings: { run: 'Run it', gone: '지우기' },
    })
  })

  it('does not take a heading inside a block for one', () => {
    const { lesson } = parseLesson('en.md', 'Hi.\n````md\n```\n## A {#run}\n```\n````\n## B {#run}\nText.\n', ['run'])
    expect(lesson.headings).toEqual({ run: 'B' })
  })
})

describe('code blocks', () => {
  it('say what they are in their info string', () => {
    const text = '```bash run fails\nkubectl get pod a\n```\n\n~~~ yaml insert=web.yaml\na: 1\n\nb: 2\n~~~\n```\nplain\n```'
    expect(codeBlocks(text)).toEqual([
      { language: 'bash', marks: ['run', 'fails'], code: 'kubectl get pod a', line: 1 },
      { language: 'yaml', marks: [], insert: 'web.yaml', code: 'a: 1\n\nb: 2', line: 5 },
      { language: '', marks: [], code: 'plain', line: 10 },
    ])
  })

  it('go to the end of the text where nothing closes them', () => {
    expect(codeBlocks('```bash run\nls\n')).toMatchObject([{ code: 'ls\n' }])
  })
})
