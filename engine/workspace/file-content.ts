import { createHash } from 'node:crypto'
import type { FileContent, WriteOutcome } from '#contract/workspace.ts'
import type { Workspace } from './workspace.ts'

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A file as an editor wants it; what is not UTF-8, or holds a NUL, is left alone. */
export async function readText(workspace: Workspace, path: string): Promise<FileContent> {
  const bytes = await workspace.read(path)
  if (bytes === undefined) return { kind: 'missing' }
  try {
    const text = decoder.decode(bytes)
    return text.includes('\0') ? { kind: 'binary' } : { kind: 'text', text, revision: revisionOf(bytes) }
  } catch {
    return { kind: 'binary' }
  }
}

/** Writes unless somebody else changed the file since `base` (null: since it was not there). */
export async function writeText(workspace: Workspace, path: string, { text, base }: { readonly text: string; readonly base: string | null }): Promise<WriteOutcome> {
  const now = await readText(workspace, path)
  const present = now.kind === 'text' ? now.revision : null
  if (now.kind === 'binary' || present !== base) return { kind: 'changed', now }
  await workspace.write(path, text)
  return { kind: 'written', revision: revisionOf(Buffer.from(text)) }
}

const revisionOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
