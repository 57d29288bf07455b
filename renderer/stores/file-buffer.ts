import type { FileContent } from '#contract/workspace.ts'

/** What stands on disk beside what a learner is typing: text, or nothing any more. */
export type Theirs = Extract<FileContent, { kind: 'text' | 'missing' }>

/** An open file: its text as the learner sees it, and the content on disk that it was made from. */
export interface FileBuffer {
  readonly text: string
  /** The revision on disk that the text goes on from; null while there is no such file. */
  readonly base: string | null
  /** The text of that revision. */
  readonly saved: string
  /** Somebody else wrote the file while it had unsaved edits. Nothing is written until the learner has chosen. */
  readonly conflict?: Theirs
}

export const isUnsaved = ({ text, saved, base }: FileBuffer): boolean => text !== saved || base === null

/** An empty file that is not there is what an editor begins with. */
export function openedBuffer(content: Theirs): FileBuffer {
  return content.kind === 'text' ? { text: content.text, saved: content.text, base: content.revision } : { text: '', saved: '', base: null }
}

/** What is on disk now, seen again: taken over where nothing would be lost by it. Undefined: the file is gone and nothing was unsaved. */
export function seenOnDisk(buffer: FileBuffer, now: Theirs): FileBuffer | undefined {
  const revision = now.kind === 'text' ? now.revision : null
  if (revision === buffer.base) return withoutConflict(buffer)
  if (now.kind === 'text' && (buffer.text === buffer.saved || buffer.text === now.text)) return openedBuffer(now)
  if (now.kind === 'missing' && buffer.text === buffer.saved) return undefined
  return { ...buffer, conflict: now }
}

/** What was typed while it was being written stays unsaved. */
export function written(buffer: FileBuffer, text: string, revision: string): FileBuffer {
  return { ...withoutConflict(buffer), saved: text, base: revision }
}

/** `mine` goes on from what is on disk now, to be written over it; `theirs` takes that. */
export function resolved(buffer: FileBuffer, choice: 'mine' | 'theirs'): FileBuffer {
  const { conflict } = buffer
  if (conflict === undefined) return buffer
  const fresh = openedBuffer(conflict)
  return choice === 'theirs' ? fresh : { ...fresh, text: buffer.text }
}

function withoutConflict({ text, base, saved }: FileBuffer): FileBuffer {
  return { text, base, saved }
}
