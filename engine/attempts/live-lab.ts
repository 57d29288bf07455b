import type { PlacedPart } from '#contract/attempt.ts'
import type { Lab } from '#contract/lab.ts'
import { prepareCheck } from '../checks/prepare-check.ts'
import { namespacesOf } from '../packs/lab-names.ts'
import type { LoadedLab } from '../packs/pack-store.ts'
import { canonicalJson } from './canonical-json.ts'

/** A lab as an attempt under way can go on with it, and what of it must wait for a reset. */
export interface LiveLab {
  readonly loaded: LoadedLab
  readonly waiting: readonly PlacedPart[]
}

/** What of `lab.yaml` is put in place when an attempt begins, and what an author calls it. */
const placed = { scope: 'namespaces', podSecurity: 'pod-security', extraRules: 'rights', vars: 'vars', needs: 'needs', components: 'components' } as const satisfies Partial<Record<keyof Lab, PlacedPart>>

/**
 * What its author saved, on the ground on which the attempt stands: text, hints, titles and checks are the new ones,
 * everything that was put in place is the old. Checks that cannot stand on that ground wait with it, and the words that go with them. Pure.
 */
export function liveLab(current: LoadedLab, saved: LoadedLab, areFilesSame: boolean): LiveLab {
  const ground = { scope: current.lab.scope, podSecurity: current.lab.podSecurity, extraRules: current.lab.extraRules, vars: current.lab.vars, needs: current.lab.needs, components: current.lab.components }
  const waiting = [
    ...(isSame(current.start, saved.start) ? [] : (['start'] as const)),
    ...(areFilesSame ? [] : (['files'] as const)),
    // The names are the keys of this very map.
    ...(Object.keys(placed) as (keyof typeof placed)[]).filter((name) => !isSame(current.lab[name], saved.lab[name])).map((name) => placed[name]),
  ]
  const lab = { ...saved.lab, ...ground }
  if (!standsOn(lab)) return { loaded: current, waiting: [...waiting, 'checks'] }
  return { loaded: { ...saved, lab, start: current.start, files: current.files }, waiting }
}

/** Whether every check speaks only of namespaces and variables that are there. */
function standsOn(lab: Lab): boolean {
  const names = { namespaces: namespacesOf(lab), vars: Object.keys(lab.vars) }
  return lab.steps.every(({ checks }) => checks.every((check) => !('problems' in prepareCheck(check, names))))
}

const isSame = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other)
