import type { LoadedLab, LoadedPack } from '../engine/packs/pack-store.ts'
import { canFail } from './can-fail.ts'
import { lintLab } from './lint-lab.ts'
import { ProofList, type ProofReport } from './proof.ts'
import type { ProofSite } from './proof-site.ts'
import { type MainPath, proveMainPath } from './prove-main-path.ts'
import { proveVariants } from './prove-variants.ts'
import type { Recording } from './recording.ts'
import { isOneByOne, type ProveOptions, type Proving } from './proving.ts'
import { replayInto } from './replay.ts'
import { together } from './together.ts'

/**
 * Proves one lab on a real cluster: red at the start, green after each solution, near-misses red, alternatives green, every
 * assertion able to fail, a reset that is a beginning, and the main path, with `twice` everything, a second time with the same verdicts.
 */
export async function proveLab(site: ProofSite, pack: LoadedPack, loaded: LoadedLab, options: ProveOptions): Promise<ProofReport> {
  const began = performance.now()
  const list = new ProofList(loaded.lab.id, options.onProof)
  const proving = { site, pack, loaded, list, options }
  for (const { rule, place, held, found } of lintLab(pack, loaded)) list.add('lint', `${rule} ${place}`, held, found)
  const [first, second, variants] = await proveOnce(proving)
  list.add('same-twice', 'verdicts', sameTrace(first.trace, second.trace), `${first.trace.join(' ')} ≠ ${second.trace.join(' ')}`)
  if (options.twice === true) sameVariants(list, variants, await proveVariants(proving))
  const recordings = [first.recording, ...variants]
  for (const { about, held, found } of canFail(loaded.lab, recordings)) list.add('can-fail', about, held, found)
  replayInto(list, loaded.lab, recordings)
  await options.onRecordings?.(recordings)
  return { lab: loaded.lab.id, proofs: list.proofs, seconds: (performance.now() - began) / 1000 }
}

async function proveOnce(proving: Proving): Promise<readonly [MainPath, MainPath, readonly Recording[]]> {
  if (isOneByOne(proving)) return [await proveMainPath(proving, 'first'), await proveMainPath(proving, 'second'), await proveVariants(proving)]
  // Each has attempts of its own; most of their time is spent waiting.
  return together([proveMainPath(proving, 'first'), proveMainPath(proving, 'second'), proveVariants(proving)])
}

/** What each near-miss and alternative led to, both times. On the way there a look may come a moment earlier or later. */
function sameVariants(list: ProofList, first: readonly Recording[], second: readonly Recording[]): void {
  for (const { name, moments } of first) {
    const again = second.find((one) => one.name === name)?.moments.at(-1)?.verdicts
    const [then, now] = [JSON.stringify(moments.at(-1)?.verdicts), JSON.stringify(again)]
    list.add('same-twice', name, then === now, `${now}, it was ${then}`)
  }
}

const sameTrace = (first: readonly string[], second: readonly string[]): boolean => JSON.stringify(first) === JSON.stringify(second)
