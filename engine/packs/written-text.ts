import { imagesIn, isPinned } from './image-names.ts'
import { placeholdersIn } from './fill-template.ts'
import type { PackFiles } from './pack-files.ts'
import { pictureType } from '#contract/lesson-parts.ts'
import { leavesWorkspace } from './lesson-text.ts'
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
  const pictureEnds = new Set(picturesIn(text).map(({ end }) => end))
  return [...text.matchAll(link)]
    .map((match) => ({ target: match[1] ?? '', offset: match.index }))
    .filter(({ target, offset }) => !pictureEnds.has(offset) && !leadsToSomething(target, file, files))
    .slice(0, packLimits.problems)
    .map(({ target, offset }) => faultAt({ file, ...placeInText(text, offset) }, target.startsWith('file:') ? 'text-block-path' : 'text-link', { found: target.slice(0, 200) || '()' }))
}

/** `file:web.yaml` opens that file of the workspace, there or not. */
function leadsToSomething(target: string, from: string, files: ReadonlySet<string>): boolean {
  if (/^(https?:\/\/|#)/.test(target)) return true
  if (target.startsWith('file:')) return !leavesWorkspace(target.slice('file:'.length))
  const path = insidePack(from, target.split('#')[0] ?? '')
  return path !== undefined && files.has(path)
}

export interface WrittenPicture {
  readonly alt: string
  /** As it is written: `../assets/request.svg`. */
  readonly source: string
  readonly offset: number
  /** Of the bracket that ends what it says. */
  readonly end: number
}

const picture = /!\[([^\]\n]{0,500})\]\( ?<?([^)\s>]{0,500})/g

export function picturesIn(text: string): WrittenPicture[] {
  return [...text.matchAll(picture)].map(({ 1: alt = '', 2: source = '', index }) => ({ alt, source, offset: index, end: index + 2 + alt.length }))
}

/** Pictures that cannot be shown from an `assets` folder of the pack, or that say nothing to those who cannot see them. */
export function pictureProblems({ file, text }: WrittenText, files: PackFiles['files']): PackProblem[] {
  return picturesIn(text)
    .flatMap(({ alt, source, offset }) => {
      const place = { file, ...placeInText(text, offset) }
      const found = { found: source.slice(0, 200) || '()' }
      const path = pictureOf(source, file, files)
      return [
        ...(alt.trim() === '' ? [faultAt(place, 'text-picture-alt', found)] : []),
        ...(path === undefined ? [faultAt(place, 'text-picture', found)] : tooLarge(path, files)),
      ]
    })
    .slice(0, packLimits.problems)
}

/** The file of the pack that a picture of a lesson means. */
export function pictureOf(source: string, from: string, files: PackFiles['files']): string | undefined {
  const path = insidePack(from, source)
  return path !== undefined && isPicture(path) && files.has(path) ? path : undefined
}

const isPicture = (path: string): boolean => pictureType(path) !== undefined && /^([^/]+\/)?assets\//.test(path)

function tooLarge(path: string, files: PackFiles['files']): PackProblem[] {
  const bytes = files.get(path)?.bytes ?? 0
  return bytes > packLimits.pictureBytes ? [faultAt({ file: path }, 'file-too-large', { found: bytes, limit: packLimits.pictureBytes })] : []
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
