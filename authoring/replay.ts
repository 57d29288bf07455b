import type { Lab } from '#contract/lab.ts'
import type { LoadedLab, LoadedPack } from '../engine/packs/pack-store.ts'
import { wordOf } from './attempt-follower.ts'
import { canFail } from './can-fail.ts'
import { judgeRecording } from './judge-moment.ts'
import { lintLab } from './lint-lab.ts'
import { ProofList, type Proof, type ProofReport } from './proof.ts'
import { readRecordings, type Recording } from './recording.ts'

/** Judges a lab again on what was recorded of it: in seconds, without a cluster. */
export async function replayLab(pack: LoadedPack, loaded: LoadedLab, onProof?: (proof: Proof) => void): Promise<ProofReport> {
  const began = performance.now()
  const list = new ProofList(loaded.lab.id, onProof)
  for (const { rule, place, held, found } of lintLab(pack, loaded)) list.add('lint', `${rule} ${place}`, held, found)
  const recordings = await readRecordings(loaded.folder)
  list.add('replay', 'there are recordings', recordings.length > 0, 'none; `kindlab labs test --record` makes them')
  replayInto(list, loaded.lab, recordings)
  for (const { about, held, found } of canFail(loaded.lab, recordings)) list.add('can-fail', about, held, found)
  return { lab: loaded.lab.id, proofs: list.proofs, seconds: (performance.now() - began) / 1000 }
}

/** Each verdict that was given then must be given again. */
export function replayInto(list: ProofList, lab: Lab, recordings: readonly Recording[]): void {
  for (const recording of recordings) {
    list.add('replay', `${recording.name} is of this version`, majorOf(recording.version) === majorOf(lab.version), `${recording.version}, the lab is ${lab.version}`)
    for (const { step, check, moment, verdict } of judgeRecording(lab, recording)) {
      const key = `${step.id}/${check.id}`
      const [then, now] = [moment.verdicts[key], wordOf(verdict)]
      list.add('replay', `${recording.name}, ${moment.name}: ${key}`, then === now, `${now}, it was ${then}`)
    }
  }
}

const majorOf = (version: string): string => version.split('.')[0] ?? ''
