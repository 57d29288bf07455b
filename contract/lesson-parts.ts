import type { StepState } from './attempt.ts'

/** The words of a callout: `> [!NOTE]` begins a quotation that stands out. */
export const callouts = ['NOTE', 'TIP', 'IMPORTANT', 'WARNING', 'CAUTION'] as const
export type Callout = (typeof callouts)[number]

/** The first heading of a lesson's last section, which is shown when the lab is done. */
export const debriefId = 'debrief'

const pictureTypes: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp', gif: 'image/gif', svg: 'image/svg+xml' }

/** The media type of a lesson's picture by its name; undefined for what is none. */
export const pictureType = (name: string): string | undefined => pictureTypes[name.slice(name.lastIndexOf('.') + 1).toLowerCase()]

const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/

/**
 * Of a step's section, what is for the learner's eyes: a block marked `passed` and all that stands behind it tell what comes out,
 * so they are shown once the step has passed.
 */
export function shownText(section: string, state: StepState['state']): { readonly text: string; readonly more: boolean } {
  const end = state === 'open' ? firstPassedBlock(section) : undefined
  return end === undefined ? { text: section, more: false } : { text: section.split('\n').slice(0, end).join('\n').trimEnd(), more: true }
}

/** What came out of a step that is done: the block marked `passed` with the paragraph that leads to it, and all that stands behind. */
export function outcomeText(section: string): string {
  const end = firstPassedBlock(section)
  if (end === undefined) return ''
  const lines = section.split('\n')
  const before = lines.slice(0, end).join('\n').trimEnd().split(/\n\s*\n/).at(-1) ?? ''
  // A task or another block is no lead.
  const isLead = before !== '' && !/^(\*\*|```|~~~|[-*>|#]|\d+\.)/.test(before) && !/(```|~~~)\s*$/.test(before)
  return `${isLead ? `${before}\n\n` : ''}${lines.slice(end).join('\n')}`.trim()
}

/** The line of the first block that is marked so, outside every other block. */
function firstPassedBlock(section: string): number | undefined {
  let open: string | undefined
  for (const [index, line] of section.split('\n').entries()) {
    const [, mark, info = ''] = fence.exec(line) ?? []
    if (mark === undefined) continue
    if (open === undefined && info.trim().split(/\s+/).includes('passed')) return index
    if (open === undefined) open = mark
    else if (mark[0] === open[0] && mark.length >= open.length && info.trim() === '') open = undefined
  }
  return undefined
}
