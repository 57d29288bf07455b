import { lt } from 'semver'
import type { InstalledPack, PackChange, PackFacts } from '#contract/pack.ts'
import { ProblemError } from '#contract/problem.ts'
import { asksMore } from './pack-asks.ts'

/** What an update would change; refuses what is another pack, or goes back. */
export function judgeUpdate(facts: PackFacts, present: InstalledPack): PackChange {
  const { pack, version } = present
  if (facts.pack !== pack) throw new ProblemError({ code: 'pack-id-other', params: { pack, found: facts.pack } })
  if (facts.digest === present.digest) return { kind: 'none' }
  if (lt(facts.version, version)) throw new ProblemError({ code: 'pack-older', params: { pack, found: facts.version, installed: version } })
  return { kind: 'update', from: version, asksMore: asksMore(facts.asks, present.asks) }
}
