import { basename, posix } from 'node:path'
import { pictureType } from '#contract/lesson-parts.ts'
import type { ImportReport } from './import-notes.ts'

/** What a scenario's Markdown says in ours. */
export interface ScenarioText {
  readonly markdown: string
  /** What stood folded away for whoever asks: `<details>`, in their order. */
  readonly folded: readonly Folded[]
  /** Commands that a click would have run, as they are typed. */
  readonly commands: readonly string[]
}

export interface Folded {
  readonly title: string
  readonly text: string
  readonly line: number
}

interface Source {
  readonly file: string
  readonly text: string
  readonly title: string
  readonly report: ImportReport
  /** Whether a file is in the scenario's folder. */
  readonly has: (path: string) => boolean
  /** Whether a picture may travel with a lesson. */
  readonly isSmall: (path: string) => boolean
  /** Takes a picture along; its path from the lesson. */
  readonly takePicture: (path: string) => string
}

const fence = /^(\s*)(`{3,}|~{3,})\s*([^`]*)$/
/** `{{exec}}` of Killercoda, `{{execute}}` of Katacoda, with what may stand beside it. */
const mark = /\{\{\s*(exec|execute|copy|open)?((?:\s+[\w-]+)*)\s*\}\}/i
const endless = /(^|\s)(-w|--watch|watch|tail -f|logs -f|--follow|port-forward|kubectl proxy|sleep \d{3,}|sleep \d+d)(\s|$)/m

/** Converts one file of a scenario; each line that changes its form, or is lost, is told. */
export function scenarioText(source: Source): ScenarioText {
  const folded = takeFolded(source)
  const commands: string[] = []
  const lines = folded.markdown.split('\n')
  const out: string[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const [, indent = '', ticks, info] = fence.exec(lines[index] ?? '') ?? []
    if (ticks === undefined) out.push(...textLine(lines[index] ?? '', index + 1, source, commands))
    else {
      const body: string[] = []
      const line = index + 1
      while (index + 1 < lines.length && !(lines[(index += 1)] ?? '').trim().startsWith(ticks)) body.push(lines[index] ?? '')
      out.push(...block({ indent, ticks, info: info ?? '', body, after: (lines[index] ?? '').trim().slice(ticks.length), line }, source, commands))
    }
  }
  return { markdown: withoutTitle(out.join('\n'), source.title).replaceAll(/\n{3,}/g, '\n\n').trim(), folded: folded.folded, commands }
}

interface Block {
  readonly indent: string
  readonly ticks: string
  readonly info: string
  readonly body: readonly string[]
  /** What follows the closing fence: `{{exec}}`. */
  readonly after: string
  readonly line: number
}

function block({ indent, ticks, info, body, after, line }: Block, { file, report }: Source, commands: string[]): string[] {
  const action = mark.exec(after)?.[1]?.toLowerCase()
  const language = /^[A-Za-z]\w*/.exec(info)?.[0] ?? ''
  if (action === undefined || action === 'open') return [`${indent}${ticks}${language === 'plain' ? 'text' : language}`, ...body, `${indent}${ticks}`]
  if (action === 'copy') {
    report.add('unneeded', { file, line }, 'copy')
    return [`${indent}${ticks}${language === 'plain' ? 'bash' : language}`, ...body, `${indent}${ticks}`]
  }
  const command = body.map((one) => (one.startsWith(indent) ? one.slice(indent.length) : one)).join('\n')
  commands.push(command)
  report.add('became', { file, line }, 'block')
  return [`${indent}${ticks}bash run${endless.test(command) ? ' endless' : ''}`, ...body, `${indent}${ticks}`]
}

/** A line of text: its commands to click become blocks behind it, its pictures and links what they can be here. */
function textLine(written: string, line: number, source: Source, commands: string[]): string[] {
  const { file, report } = source
  const place = { file, line }
  const blocks: string[] = []
  const indent = /^\s*(?:[-*+]|\d+\.)\s+/.exec(written)?.[0].replaceAll(/\S/g, ' ') ?? /^\s*/.exec(written)?.[0] ?? ''
  const withoutMarks = written.replaceAll(/(`+)([^`]+)\1\s*\{\{\s*(exec|execute|copy|open)?((?:\s+[\w-]+)*)\s*\}\}/gi, (_, ticks: string, command: string, action?: string) => {
    if (/^exec/i.test(action ?? '')) {
      commands.push(command)
      report.add('became', place, 'block')
      blocks.push('', `${indent}\`\`\`bash run${endless.test(command) ? ' endless' : ''}`, `${indent}${command}`, `${indent}\`\`\``)
    } else if (/^copy/i.test(action ?? '')) report.add('unneeded', place, 'copy')
    return `${ticks}${command}${ticks}`
  })
  const alone = /^\s*(?:[-*+]\s+)?`+[^`]+`+\s*[.:]?\s*$/.test(withoutMarks) && blocks.length > 0
  const text = withHtml(withLinks(withoutMarks, place, source), place, report)
  return alone ? blocks : [demoted(text), ...blocks]
}

/** `# Title` would cut the section's own heading. */
const demoted = (line: string): string => line.replace(/^(#{1,2})\s+/, '### ')

function withLinks(text: string, place: { readonly file: string; readonly line: number }, source: Source): string {
  return text.replaceAll(/(!?)\[([^\]]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)/g, (whole, bang: string, words: string, target: string) => {
    const inside = posix.join(posix.dirname(place.file), target)
    if (bang === '!') return picture(words, [inside, target.replace(/^\.?\//, '')].find(source.has) ?? '', target, place, source)
    if (/^https?:\/\/[^[\]{}]+$/.test(target) || target.startsWith('#')) return whole
    const isTraffic = /TRAFFIC|KATACODA_HOST/.test(whole)
    source.report.add('lost', place, isTraffic ? 'traffic' : 'link', { found: target.slice(0, 80) || '()' })
    return words
  }).replaceAll(/\{\{\s*TRAFFIC[^}]*\}\}|https?:\/\/\[\[HOST[^\s)]*/g, (found) => {
    source.report.add('lost', place, 'traffic', { found })
    return '…'
  })
}

function picture(words: string, path: string, written: string, place: { readonly file: string; readonly line: number }, source: Source): string {
  if (path === '' || pictureType(path) === undefined) {
    source.report.add('lost', place, 'missingFile', { found: written.slice(0, 80) })
    return words
  }
  if (!source.isSmall(path)) {
    source.report.add('lost', place, 'largePicture', { found: written.slice(0, 80) })
    return words
  }
  source.report.add('became', place, 'picture', { file: basename(path) })
  return `![${words.trim() || basename(path)}](${source.takePicture(path)})`
}

/** Line breaks are nobody's loss; other elements show nothing here. */
function withHtml(text: string, place: { readonly file: string; readonly line: number }, report: ImportReport): string {
  // Between backticks an element is text.
  return text.split(/(`[^`]*`)/).map((part, index) => (index % 2 === 1 ? part : withoutElements(part, place, report))).join('')
}

function withoutElements(text: string, place: { readonly file: string; readonly line: number }, report: ImportReport): string {
  return text
    .replaceAll(/<br\s*\/?>/gi, '')
    .replaceAll(/<\/?(b|strong)>/gi, '**')
    .replaceAll(/<\/?(i|em)>/gi, '*')
    .replaceAll(/<\/?(code|kbd)>/gi, '`')
    .replaceAll(/<(\/?)([a-z][a-z0-9]*)(\s[^>]*)?\/?>/gi, (whole, closing: string, element: string) => {
      if (closing === '' && !/^(p|div|span|center|details|summary|hr|u)$/i.test(element)) report.add('lost', place, 'html', { found: whole.slice(0, 60) })
      return ''
    })
}

/** What is folded away is for whoever is stuck: it becomes hints and the solution, and its lines stay blank so that line numbers hold. */
function takeFolded({ text }: Source): { readonly markdown: string; readonly folded: readonly Folded[] } {
  const folded: Folded[] = []
  const markdown = text.replaceAll('\r\n', '\n').replaceAll(/<details[^>]*>([\s\S]*?)<\/details>/gi, (whole, inner: string, offset: number) => {
    const title = /<summary[^>]*>([\s\S]*?)<\/summary>/i.exec(inner)?.[1]?.replaceAll(/<[^>]+>/g, '').trim() ?? ''
    folded.push({ title, text: inner.replace(/<summary[^>]*>[\s\S]*?<\/summary>/i, '').trim(), line: text.slice(0, offset).split('\n').length })
    return whole.replaceAll(/[^\n]/g, '')
  })
  return { markdown, folded }
}

/** A first heading that says the step's title once more. */
function withoutTitle(markdown: string, title: string): string {
  const [, first] = /^\s*#{1,6}\s+(.*)\n?/.exec(markdown) ?? []
  return first !== undefined && plain(first) === plain(title) ? markdown.replace(/^\s*#{1,6}\s+.*\n?/, '') : markdown
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')
