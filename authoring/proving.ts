import type { LoadedLab, LoadedPack } from '../engine/packs/pack-store.ts'
import type { Proof, ProofList } from './proof.ts'
import type { ProofSite } from './proof-site.ts'
import type { Recording } from './recording.ts'

export interface ProveOptions {
  readonly signal: AbortSignal
  /** How many attempts are under way at the same time for near-misses and alternatives. */
  readonly lanes?: number
  /** One attempt after the other, for a machine that has other things to do. */
  readonly gently?: boolean
  /** Also every near-miss and alternative a second time, for the same verdicts. */
  readonly twice?: boolean
  readonly onProof?: (proof: Proof) => void
  /** Takes what was seen, to be kept for replay. */
  readonly onRecordings?: (recordings: readonly Recording[]) => Promise<void>
  /** How long nothing may change before a near-miss counts as settled, milliseconds. */
  readonly quiet?: number
}

/** What one attempt does to the whole cluster every other would feel. */
export const isOneByOne = ({ loaded, options }: Proving): boolean => loaded.lab.scope === 'cluster' || options.gently === true

/** What every proof of one lab needs. */
export interface Proving {
  readonly site: ProofSite
  readonly pack: LoadedPack
  readonly loaded: LoadedLab
  readonly list: ProofList
  readonly options: ProveOptions
}
