import { create } from 'zustand'
import type { DoctorResult } from '#contract/doctor.ts'
import { engine, whileConnected } from './connection-store.ts'

interface Examination {
  /** What the doctor last found; undefined until it has looked. */
  readonly results: readonly DoctorResult[] | undefined
  readonly isLooking: boolean
}

export const useDoctor = create<Examination>(() => ({ results: undefined, isLooking: false }))

/** Looks once, and again after each loss of the engine. */
export function followDoctor(): () => void {
  return whileConnected(({ doctor }) => look(() => doctor.run()))
}

/** For whoever has mended something meanwhile. */
export const lookAgain = (): Promise<void> => look(() => engine().doctor.run())

async function look(run: () => Promise<readonly DoctorResult[]>): Promise<void> {
  useDoctor.setState({ isLooking: true })
  try {
    useDoctor.setState({ results: await run() })
  } finally {
    useDoctor.setState({ isLooking: false })
  }
}
