import type { LoadedLab, LoadedPack } from '../engine/packs/pack-store.ts'
import { canFail } from './can-fail.ts'
import { lintLab } from './lint-lab.ts'
import { ProofList, type ProofReport } from './proof.ts'
import type { ProofSite } from './proof-site.ts'
import { proveMainPath } from './prove-main-path.ts'
import { proveVariants } from './prove-variants.ts'
import type { ProveOptions } from './proving.ts'
import { replayInto } from './replay.ts'

/**
 * Proves one lab on a real cluster: red at the start, green after each solution, near-misses red, alternatives green, every
 * assertion able to fail, a reset that is a beginning, and all of the main path twice with the same verdicts.
 */
export async function proveLab(site: ProofSite, pack: LoadedPack, loaded: LoadedLab, options: ProveOptions): Promise<ProofReport> {
  const began = performance.now()
  const list = new ProofList(loaded.lab.id, options.onProof)
  const proving = { site, pack, loaded, list, options }
  for (const { rule, place, held, found } of lintLab(pack, loaded)) list.add('lint', `${rule} ${place}`, held, found)
  // Each has attempts of its own; most of their time is spent waiting.
  const [first, second, variants] = await Promise.all([proveMainPath(proving, 'first'), proveMainPath(proving, 'second'), proveVariants(proving)])
  list.add('same-twice', 'verdicts', sameTrace(first.trace, second.trace), `${first.trace.join(' ')} ≠ ${second.trace.join(' ')}`)
  const recordings = [first.recording, ...variants]
  for (const { about, held, found } of canFail(loaded.lab, recordings)) list.add('can-fail', about, held, found)
  replayInto(list, loaded.lab, recordings)
  await options.onRecordings?.(recordings)
  return { lab: loaded.lab.id, proofs: list.proofs, seconds: (performance.now() - began) / 1000 }
}

const sameTrace = (first: readonly string[], second: readonly string[]): boolean => JSON.stringify(first) === JSON.stringify(second)
