import type { PackFile } from './pack-files.ts'
import { faultAt, type PackProblem } from './pack-problem.ts'
import { placeInText } from './text-place.ts'

export type Decoded = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'refused'; readonly problem: PackProblem }

/** A file's text with Unix line endings and no byte order mark; refused when it is not text. */
export function decodeText(file: string, { content }: PackFile): Decoded {
  if (content === undefined) return { kind: 'refused', problem: faultAt({ file }, 'file-missing') }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return { kind: 'refused', problem: faultAt({ file }, 'not-utf8') }
  }
  const nul = text.indexOf('\0')
  if (nul >= 0) return { kind: 'refused', problem: faultAt({ file, ...placeInText(text, nul) }, 'nul-character') }
  return { kind: 'text', text: text.replaceAll('\r\n', '\n') }
}
