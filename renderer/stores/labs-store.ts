import { create } from 'zustand'
import type { LabSummary, PackProblemView, PackSummary } from '#contract/lab-summary.ts'
import { whileConnected } from './connection-store.ts'

interface Labs {
  readonly packs: readonly PackSummary[]
  readonly labs: readonly LabSummary[] | undefined
  readonly refused: readonly PackProblemView[]
}

/** The catalogue; its labs are undefined until it was read. */
export const useLabs = create<Labs>(() => ({ packs: [], labs: undefined, refused: [] }))

export function followLabs(): () => void {
  return whileConnected(async (engine) => useLabs.setState(await engine.labs.list()))
}
