import { imagesIn, isPinned } from './image-names.ts'
import { placeholdersIn } from './fill-template.ts'
import { packLimits } from './pack-limits.ts'
import { faultAt, type PackProblem } from './pack-problem.ts'
import { placeInText } from './text-place.ts'

/** What any text of a lab may get wrong, be it a lesson, a script or a manifest. */
export interface WrittenText {
  readonly file: string
  readonly text: string
}

/** Placeholders that nothing will ever fill. `known` are names such as `ns.main`. */
export function placeholderProblems({ file, text }: WrittenText, known: readonly string[]): PackProblem[] {
  return placeholdersIn(text)
    .filter(({ name }) => !known.includes(name))
    .slice(0, packLimits.problems)
    .map(({ name, offset }) => faultAt({ file, ...placeInText(text, offset) }, 'unknown-placeholder', { found: `\${${name}}`, expected: known.map((one) => `\${${one}}`).join(', ') }))
}

export function imageProblems({ file, text }: WrittenText): PackProblem[] {
  return imagesIn(text)
    .filter(({ image }) => !isPinned(image))
    .slice(0, packLimits.problems)
    .map(({ image, offset }) => faultAt({ file, ...placeInText(text, offset) }, 'image-not-pinned', { found: image }))
}

const link = /\]\( ?<?([^)\s>]*)/g

/** Links and pictures of a lesson that lead out of the pack, or to a file that is not there. */
export function linkProblems({ file, text }: WrittenText, files: ReadonlySet<string>): PackProblem[] {
  return [...text.matchAll(link)]
    .map((match) => ({ target: match[1] ?? '', offset: match.index }))
    .filter(({ target }) => !leadsToSomething(target, file, files))
    .slice(0, packLimits.problems)
    .map(({ target, offset }) => faultAt({ file, ...placeInText(text, offset) }, 'text-link', { found: target.slice(0, 200) || '()' }))
}

function leadsToSomething(target: string, from: string, files: ReadonlySet<string>): boolean {
  if (/^(https?:\/\/|#)/.test(target)) return true
  const path = insidePack(from, target.split('#')[0] ?? '')
  return path !== undefined && files.has(path)
}

/** The path that a relative link of a file means, from the pack's folder; undefined when it leaves it. */
function insidePack(from: string, target: string): string | undefined {
  if (/^[/\\]|:|\\|%/.test(target)) return undefined
  const parts = from.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined
    if (part !== '..' && part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
