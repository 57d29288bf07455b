import type { FileBuffer } from './file-buffer.ts'

/** What was typed and not yet written: the text, and the content on disk that it was made from. */
export type Draft = Pick<FileBuffer, 'text' | 'base' | 'saved'>

const prefixOf = (attempt: string): string => `kindlab-draft-${attempt}/`

/**
 * Keeps what was typed where neither the engine's nor the page's end reaches it, until it is written. One entry for each
 * file: a keystroke keeps no more than the file it is in.
 */
export function keepDraft(attempt: string, path: string, { text, base, saved }: Draft): void {
  try {
    localStorage.setItem(prefixOf(attempt) + path, JSON.stringify({ text, base, saved }))
  } catch {
    // A full storage: the text is in the page, and is written as soon as the engine takes it.
  }
}

export function dropDraft(attempt: string, path: string): void {
  localStorage.removeItem(prefixOf(attempt) + path)
}

/** The attempt's drafts by path; a browser's storage may hold anything. */
export function readDrafts(attempt: string): Readonly<Record<string, Draft>> {
  const prefix = prefixOf(attempt)
  const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '').filter((key) => key.startsWith(prefix))
  return Object.fromEntries(keys.flatMap((key) => entryOf(key.slice(prefix.length), parsed(localStorage.getItem(key)))))
}

const entryOf = (path: string, draft: Draft | undefined): readonly (readonly [string, Draft])[] => (draft === undefined ? [] : [[path, draft]])

function parsed(text: string | null): Draft | undefined {
  try {
    const { text: typed, base, saved } = { ...(JSON.parse(text ?? '') as Partial<Record<keyof Draft, unknown>>) }
    if (typeof typed !== 'string' || typeof saved !== 'string' || (base !== null && typeof base !== 'string')) return undefined
    return { text: typed, base, saved }
  } catch {
    return undefined
  }
}
