import type { Check } from '#contract/check.ts'
import type { Draft } from '../draft.ts'
import type { Assessor } from './check-kind.ts'
import { countKind } from './judge-count.ts'
import { historyKind } from './judge-history.ts'
import { objectKind } from './judge-object.ts'
import { objectsKind } from './judge-objects.ts'

/** Prepares a check by its special key. A kind that is missing here fails to compile. */
export function prepareByKind(check: Check, draft: Draft): Assessor {
  if ('object' in check) return objectKind.prepare(check, draft)
  if ('objects' in check) return objectsKind.prepare(check, draft)
  if ('history' in check) return historyKind.prepare(check, draft)
  return countKind.prepare(check, draft)
}
