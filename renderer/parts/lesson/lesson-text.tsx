import type { Element } from 'hast'
import Markdown, { type Components } from 'react-markdown'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { RunnableCode } from './runnable-code.tsx'
import { remarkFenceMarks } from './remark-lesson.ts'
import './lesson.css'

/** A pack's Markdown is a stranger's: no HTML, no scripts, links only to the web, and only our own marks added. */
const schema = {
  ...defaultSchema,
  attributes: { ...defaultSchema.attributes, code: [...(defaultSchema.attributes?.['code'] ?? []), 'dataMarks'] },
}

interface LessonTextProps {
  readonly markdown: string
  /** Types a command into the learner's terminal. */
  readonly onRun: (command: string) => void
}

/** The text of a code element, which holds nothing else. */
const textOf = (node: Element | undefined): string => (node?.children ?? []).map((child) => (child.type === 'text' ? child.value : '')).join('')

/** A lesson's prose with its commands runnable where the author marked them so. */
export function LessonText({ markdown, onRun }: LessonTextProps) {
  const components: Components = {
    pre: ({ children }) => <>{children}</>,
    code: ({ children, className, node }) => {
      const isBlock = node?.position !== undefined && node.position.start.line !== node.position.end.line
      if (!isBlock) return <code>{children}</code>
      const marks = String(node?.properties['dataMarks'] ?? '').split(' ')
      return <RunnableCode text={textOf(node).trimEnd()} language={className?.replace('language-', '')} isRunnable={marks.includes('run')} isOutput={marks.includes('output')} onRun={onRun} />
    },
    a: ({ href, children }) => (
      <a href={href} target="_blank" rel="noreferrer">
        {children}
      </a>
    ),
  }
  return (
    <div className="lesson-text">
      <Markdown remarkPlugins={[remarkGfm, remarkFenceMarks]} rehypePlugins={[[rehypeSanitize, schema]]} components={components}>
        {markdown}
      </Markdown>
    </div>
  )
}
