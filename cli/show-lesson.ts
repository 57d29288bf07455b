import pc from 'picocolors'
import type { Attempt } from '#contract/attempt.ts'
import type { Lesson } from '#contract/lab-summary.ts'
import type { Locale } from '#contract/locale.ts'
import { shownText } from '#contract/lesson-parts.ts'
import { sayPackText } from '#contract/say.ts'
import { say } from './texts.ts'

/** A lesson for a terminal: the introduction and the text of every step that is open or done. */
export function lessonLines(lesson: Lesson, { steps: all }: Pick<Attempt, 'steps'>, locale: Locale): readonly string[] {
  const steps = all.filter((step) => step.state !== 'locked')
  const sections = steps.map((step) => {
    const { text, more } = shownText(lesson.steps[step.id] ?? '', step.state)
    return `## ${sayPackText(step.title, locale)}\n\n${text}${more ? `\n\n*${say('moreOncePassed', locale)}*` : ''}`
  })
  return [lesson.introduction, ...sections].flatMap((markdown) => [...markdownLines(markdown), ''])
}

/** Markdown with its emphasis as a terminal shows it; the words themselves are left as they are. */
export function markdownLines(markdown: string): readonly string[] {
  let isCode = false
  return markdown.trim().split('\n').flatMap((line) => {
    if (/^\s*(```|~~~|:::)/.test(line)) {
      if (!line.trim().startsWith(':::')) isCode = !isCode
      // Commands to type elsewhere say so.
      return isCode && /\snode\b/.test(line) ? [pc.dim('    # kindlab shell --node')] : []
    }
    return [isCode ? `    ${pc.cyan(line)}` : styled(line)]
  })
}

function styled(line: string): string {
  const heading = /^#+\s+(.*?)\s*(\{#[\w-]+\})?$/.exec(line)?.[1]
  if (heading !== undefined) return pc.bold(pc.underline(heading))
  return line.replace(/\*\*(.+?)\*\*/g, (_, words: string) => pc.bold(words)).replace(/(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])/g, (_, words: string) => pc.italic(words)).replace(/`([^`]+)`/g, (_, words: string) => pc.cyan(words))
}
