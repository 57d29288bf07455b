/** One claim about a lab, and whether it held. */
export interface Proof {
  readonly kind: ProofKind
  readonly lab: string
  /** What it is about: `run/pod-ready`, `near-miss run.crashing`. */
  readonly about: string
  readonly held: boolean
  /** What was seen instead: a verdict, a script's last lines. */
  readonly found?: string
}

/** In the order of docs/authoring-labs.md; its words in both languages are in proof-texts.ts. */
export type ProofKind =
  | 'lint'
  | 'starts-red'
  | 'starts-as-declared'
  | 'lesson-command'
  | 'solution-runs'
  | 'solution-passes'
  | 'next-stays-red'
  | 'near-miss-applied'
  | 'near-miss-stays-red'
  | 'near-miss-verdict'
  | 'alternative-runs'
  | 'alternative-passes'
  | 'can-fail'
  | 'reset-as-start'
  | 'reset-cluster'
  | 'same-twice'
  | 'replay'

export interface ProofReport {
  readonly lab: string
  readonly proofs: readonly Proof[]
  readonly seconds: number
}

/** Collects the proofs of one lab. */
export class ProofList {
  readonly proofs: Proof[] = []
  readonly #lab: string
  readonly #onProof: (proof: Proof) => void

  constructor(lab: string, onProof: (proof: Proof) => void = () => {}) {
    this.#lab = lab
    this.#onProof = onProof
  }

  add(kind: ProofKind, about: string, held: boolean, found?: string): boolean {
    const proof = { kind, lab: this.#lab, about, held, ...(held || found === undefined ? {} : { found }) }
    this.proofs.push(proof)
    this.#onProof(proof)
    return held
  }
}

export const heldOf = (proofs: readonly Proof[]): { readonly held: number; readonly of: number } => ({ held: proofs.filter(({ held }) => held).length, of: proofs.length })
