import type { LabDraft } from '#contract/attempt.ts'
import { isMarkAlive, type ProcessMark } from '../files/process-mark.ts'
import type { LoadedLab } from '../packs/pack-store.ts'

/** What an author's newest save means for an attempt, as long as somebody watches the author's folder. */
export interface KeptDraft extends LabDraft {
  readonly by: ProcessMark
  /** The newest save that loaded, whole: a reset takes it over. */
  readonly lab: LoadedLab | undefined
}

/** What those who look on are shown of it; nothing once its watcher has ended, even where that could not say so. */
export function shownDraft(draft: KeptDraft | undefined): LabDraft | undefined {
  if (draft === undefined || !isMarkAlive(draft.by)) return undefined
  const { savedAt, isWhole, findings, waiting } = draft
  return { savedAt, isWhole, findings, waiting }
}
