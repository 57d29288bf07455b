import type { StepState } from './attempt.ts'

const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/

/**
 * Of a step's section, what is for the learner's eyes: a block marked `passed` and all that stands behind it tell what comes out,
 * so they are shown once the step has passed.
 */
export function shownText(section: string, state: StepState['state']): { readonly text: string; readonly more: boolean } {
  const end = state === 'open' ? firstPassedBlock(section) : undefined
  return end === undefined ? { text: section, more: false } : { text: section.split('\n').slice(0, end).join('\n').trimEnd(), more: true }
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
