import { nearestName } from '../checks/nearest-name.ts'
import { callouts, debriefId } from '#contract/lesson-parts.ts'
import { packLimits } from './pack-limits.ts'
import { faultAt, type PackProblem } from './pack-problem.ts'

/** A lesson in one language: what stands before the first step, and one section a step, without its heading. */
export interface LessonText {
  readonly introduction: string
  readonly steps: Readonly<Record<string, string>>
  /** What is told when the lab is done, under a heading of its own. */
  readonly debrief?: string
  /** Each step's heading as it is written. */
  readonly headings: Readonly<Record<string, string>>
}

export interface CodeBlock {
  readonly language: string
  readonly marks: readonly BlockMark[]
  /** For `insert=<path>`: the file in the workspace. */
  readonly insert?: string
  readonly code: string
  /** Of the line with the opening fence, counted from 1 in the text given. */
  readonly line: number
}

/**
 * `run`: a button types it into the terminal. `fails`: it ends with an error, on purpose. `endless`: it runs until Ctrl-C.
 * `passed`: it works once the step has passed. `output`: what a command prints; nothing to run.
 * `insert`: a button puts it at the cursor of the file that is open; with a path, into that file. `node`: it is typed on the node.
 */
export const blockMarks = ['run', 'node', 'fails', 'endless', 'passed', 'output', 'insert'] as const
export type BlockMark = (typeof blockMarks)[number]

// Each of these looks at a character once: a pack may hold a line of a hundred thousand blanks.
const hashes = /^#{1,6} /
const stepId = /^\{#([^{}\s]*)\}$/
const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/

interface Section {
  readonly id: string
  readonly title: string
  readonly line: number
  readonly lines: string[]
}

/** Cuts a lesson at the headings that carry a step's id: `## Title {#step-id}`. */
export function parseLesson(file: string, text: string, stepIds: readonly string[]): { readonly lesson: LessonText; readonly problems: readonly PackProblem[] } {
  const [introduction, ...all] = cut(text)
  const isDebrief = ({ id }: Section): boolean => id === debriefId && !stepIds.includes(id)
  const sections = all.filter((section) => !isDebrief(section))
  const debrief = body(all.find(isDebrief))
  const lesson = {
    introduction: body(introduction),
    steps: Object.fromEntries(sections.map((section) => [section.id, body(section)])),
    headings: Object.fromEntries(sections.map(({ id, title }) => [id, title])),
    ...(debrief === '' ? {} : { debrief }),
  }
  const emptyStart = lesson.introduction === '' ? [faultAt({ file, line: 1 }, 'text-introduction-missing')] : []
  return { lesson, problems: [...emptyStart, ...sectionProblems(file, sections, stepIds), ...blockProblems(file, text), ...calloutProblems(file, text)] }
}

const body = (section: Section | undefined): string => section?.lines.join('\n').trim() ?? ''

function cut(text: string): Section[] {
  const sections: Section[] = [{ id: '', title: '', line: 1, lines: [] }]
  let open: string | undefined
  for (const [index, line] of text.split('\n').entries()) {
    open = fenceAfter(line, open)
    const heading = open === undefined ? headingOf(line) : undefined
    if (heading !== undefined) sections.push({ ...heading, line: index + 1, lines: [] })
    else sections.at(-1)?.lines.push(line)
  }
  return sections
}

/** `## Title {#id}` */
function headingOf(line: string): { readonly title: string; readonly id: string } | undefined {
  const written = line.trimEnd()
  const brace = written.lastIndexOf('{#')
  const id = brace < 0 ? undefined : stepId.exec(written.slice(brace))?.[1]
  if (id === undefined || !hashes.test(written)) return undefined
  return { id, title: written.slice(0, brace).replace(hashes, '').trim() }
}

/** The fence that is open after this line; a block closes at a fence of its own letters, at least as long. */
function fenceAfter(line: string, open: string | undefined): string | undefined {
  const [, mark, info] = fence.exec(line) ?? []
  if (mark === undefined) return open
  if (open === undefined) return mark
  return mark[0] === open[0] && mark.length >= open.length && info?.trim() === '' ? undefined : open
}

function sectionProblems(file: string, sections: readonly Section[], stepIds: readonly string[]): PackProblem[] {
  const missing = stepIds.filter((id) => !sections.some((section) => section.id === id)).map((step) => faultAt({ file }, 'text-section-missing', { step }))
  const strange = sections.filter(({ id }) => !stepIds.includes(id)).slice(0, packLimits.problems).map(({ id, line }) => strangeSection({ id, line, file }, stepIds))
  const twice = repeated(sections).slice(0, packLimits.problems).map(({ id, line }) => faultAt({ file, line }, 'text-section-twice', { step: id }))
  return [...missing, ...strange, ...twice]
}

function repeated(sections: readonly Section[]): Section[] {
  const seen = new Set<string>()
  return sections.filter(({ id }) => seen.size === seen.add(id).size)
}

function strangeSection({ id, line, file }: { id: string; line: number; file: string }, stepIds: readonly string[]): PackProblem {
  const meant = nearestName(id, stepIds)
  return meant === undefined ? faultAt({ file, line }, 'unknown-step', { name: id, steps: stepIds.join(', ') }) : faultAt({ file, line }, 'unknown-step-meant', { name: id, meant })
}

/** Every fenced block of a lesson, with what its info string says: ```bash run fails```, ```yaml insert=web.yaml```. */
export function codeBlocks(markdown: string): CodeBlock[] {
  return rawBlocks(markdown).map(({ info, lines, line }) => {
    const [language = '', ...words] = info.split(/\s+/).filter((word) => word !== '')
    const insert = words.find((word) => word.startsWith('insert='))?.slice('insert='.length)
    return { language, marks: blockMarks.filter((mark) => words.includes(mark)), ...(insert === undefined ? {} : { insert }), code: lines.join('\n'), line }
  })
}

function rawBlocks(markdown: string): { readonly info: string; readonly lines: string[]; readonly line: number }[] {
  const blocks: { info: string; lines: string[]; line: number }[] = []
  let open: string | undefined
  for (const [index, line] of markdown.split('\n').entries()) {
    const before = open
    open = fenceAfter(line, before)
    if (before === undefined && open !== undefined) blocks.push({ info: fence.exec(line)?.[2]?.trim() ?? '', lines: [], line: index + 1 })
    else if (open !== undefined) blocks.at(-1)?.lines.push(line)
  }
  return blocks
}

function blockProblems(file: string, text: string): PackProblem[] {
  const known: readonly string[] = blockMarks
  return rawBlocks(text).flatMap(({ info, line }) =>
    info
      .slice(0, 500)
      .split(/\s+/)
      .slice(1, packLimits.problems)
      .filter((word) => word !== '' && !known.includes(word))
      .flatMap((word) => insertProblem(word, { file, line })),
  )
}

function insertProblem(word: string, place: { file: string; line: number }): PackProblem[] {
  if (!word.startsWith('insert=')) return [faultAt(place, 'text-block', { found: word, expected: [...blockMarks, 'insert=<path>'].join(', ') })]
  const path = word.slice('insert='.length)
  return leavesWorkspace(path) ? [faultAt(place, 'text-block-path', { found: path })] : []
}

export const leavesWorkspace = (path: string): boolean => path === '' || /^[/\\]|[\\:%]/.test(path) || path.split('/').includes('..')

const callout = /^( {0,3}> ?)\[!([^\]]{0,40})\](.*)$/

/** `> [!NOTE]` alone on the first line of a quotation, as GitHub has it. */
function calloutProblems(file: string, text: string): PackProblem[] {
  let open: string | undefined
  const known: readonly string[] = callouts
  return text.split('\n').flatMap((line, index) => {
    open = fenceAfter(line, open)
    const [, before = '', word = '', rest = ''] = (open === undefined && callout.exec(line)) || []
    if (word === '' || (known.includes(word) && rest.trim() === '')) return []
    return [faultAt({ file, line: index + 1, column: before.length + 1 }, 'text-callout', { found: `[!${word}]${rest.slice(0, 40)}`, expected: callouts.map((one) => `[!${one}]`).join(', ') })]
  }).slice(0, packLimits.problems)
}
