import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { progressTo, type Progress, type ProgressEvent } from '#contract/progress.ts'

/** A folder of its own for one test. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kindlab-images-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A Progress whose reports can be read back. */
export function recordedProgress(signal: AbortSignal = new AbortController().signal): Progress & { readonly events: ProgressEvent[]; codes(): string[] } {
  const events: ProgressEvent[] = []
  const codes = (): string[] => events.flatMap((event) => (event.kind === 'step' ? [event.code] : []))
  return { ...progressTo((event) => events.push(event), signal), events, codes }
}
