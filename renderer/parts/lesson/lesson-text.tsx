import type { Element } from 'hast'
import { memo } from 'react'
import Markdown, { defaultUrlTransform, type Components, type ExtraProps } from 'react-markdown'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { Callout } from './callout.tsx'
import { CodeBlock } from './code-block.tsx'
import { LessonLink } from './lesson-link.tsx'
import { LessonPicture } from './lesson-picture.tsx'
import { remarkCallouts, remarkFenceMarks } from './remark-lesson.ts'
import './lesson.css'

const attributes = defaultSchema.attributes ?? {}
const protocols = defaultSchema.protocols ?? {}

/** A pack's Markdown is a stranger's: no HTML, no scripts, links to the web and to the learner's files, and only our own marks added. */
const schema = {
  ...defaultSchema,
  attributes: { ...attributes, code: [...(attributes['code'] ?? []), 'dataMarks'], blockquote: [...(attributes['blockquote'] ?? []), 'dataCallout'] },
  protocols: { ...protocols, href: [...(protocols['href'] ?? []), 'file'] },
}

/** The one element inside a fenced block. */
const codeIn = (node: Element | undefined): Element | undefined => node?.children.find((child) => child.type === 'element')

/** The text of a code element, which holds nothing else. */
const textOf = (node: Element | undefined): string => (node?.children ?? []).map((child) => (child.type === 'text' ? child.value : '')).join('')

function Fence({ node }: ExtraProps) {
  const code = codeIn(node)
  const classes = code?.properties['className']
  const language = Array.isArray(classes) ? String(classes[0] ?? '').replace('language-', '') : undefined
  return <CodeBlock text={textOf(code).trimEnd()} language={language} marks={String(code?.properties['dataMarks'] ?? '').split(/\s+/)} />
}

// Made once: a component that is another one at every drawing begins anew each time.
const components: Components = {
  pre: Fence,
  a: ({ href, children }) => <LessonLink href={href}>{children}</LessonLink>,
  img: ({ src, alt }) => <LessonPicture source={typeof src === 'string' ? src : ''} alt={alt ?? ''} />,
  blockquote: ({ node, children }) => <Callout kind={node?.properties['dataCallout']}>{children}</Callout>,
  table: ({ children }) => (
    // A wide one is scrolled by itself, with the keyboard too.
    <div className="lesson-table" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
}

const urlTransform = (url: string): string => (url.startsWith('file:') ? url : defaultUrlTransform(url))

/** A lesson's prose: its commands to run, its blocks to put into files, its links that open them. */
export const LessonText = memo(function LessonText({ markdown }: { readonly markdown: string }) {
  return (
    <div className="lesson-text">
      <Markdown remarkPlugins={[remarkGfm, remarkFenceMarks, remarkCallouts]} rehypePlugins={[[rehypeSanitize, schema]]} components={components} urlTransform={urlTransform}>
        {markdown}
      </Markdown>
    </div>
  )
})
