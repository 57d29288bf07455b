import type { Check } from '#contract/check.ts'
import type { Draft } from '../draft.ts'
import type { Assessor } from './check-kind.ts'
import { commandKind } from './judge-command.ts'
import { countKind } from './judge-count.ts'
import { eventKind } from './judge-event.ts'
import { fileKind } from './judge-file.ts'
import { historyKind } from './judge-history.ts'
import { httpKind } from './judge-http.ts'
import { laterKind } from './judge-later.ts'
import { logKind } from './judge-log.ts'
import { promqlKind } from './judge-promql.ts'
import { quizKind } from './judge-quiz.ts'
import { objectKind } from './judge-object.ts'
import { objectsKind } from './judge-objects.ts'

/** Prepares a check by its special key. A kind that is missing here fails to compile. */
export function prepareByKind(check: Check, draft: Draft): Assessor {
  if ('object' in check) return objectKind.prepare(check, draft)
  if ('objects' in check) return objectsKind.prepare(check, draft)
  if ('history' in check) return historyKind.prepare(check, draft)
  if ('http' in check) return httpKind.prepare(check, draft)
  if ('log' in check) return logKind.prepare(check, draft)
  if ('event' in check) return eventKind.prepare(check, draft)
  if ('file' in check) return fileKind.prepare(check, draft)
  if ('command' in check) return commandKind.prepare(check, draft)
  if ('promql' in check) return promqlKind.prepare(check, draft)
  if ('quiz' in check) return quizKind.prepare(check, draft)
  if ('count' in check) return countKind.prepare(check, draft)
  return laterKind.prepare(check, draft)
}
