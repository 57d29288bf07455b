import { create } from 'zustand'
import type { LabSummary, PackProblemView } from '#contract/lab-summary.ts'
import { whileConnected } from './connection-store.ts'

interface Labs {
  readonly labs: readonly LabSummary[] | undefined
  readonly refused: readonly PackProblemView[]
}

/** The catalogue; undefined until it was read. */
export const useLabs = create<Labs>(() => ({ labs: undefined, refused: [] }))

export function followLabs(): () => void {
  return whileConnected(async (engine) => useLabs.setState(await engine.labs.list()))
}
