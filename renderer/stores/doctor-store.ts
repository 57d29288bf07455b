import { create } from 'zustand'
import type { DoctorResult } from '#contract/doctor.ts'
import { whileConnected } from './connection-store.ts'

/** What the doctor last found; undefined until it has looked. */
export const useDoctor = create<{ readonly results: readonly DoctorResult[] | undefined }>(() => ({ results: undefined }))

/** Looks once, and again after each loss of the engine. */
export function followDoctor(): () => void {
  return whileConnected(async (engine) => useDoctor.setState({ results: await engine.doctor.run() }))
}
