import { create } from 'zustand'
import type { EngineStatus } from '#contract/status.ts'
import { whileConnected } from './connection-store.ts'

/** What the engine is doing; undefined until it has said so. */
export const useStatus = create<{ readonly status: EngineStatus | undefined }>(() => ({ status: undefined }))

export function followStatus(): () => void {
  return whileConnected(async (engine, signal) => {
    // Whoever comes back from another window may have started Docker there, or deleted something.
    addEventListener('focus', () => void engine.status.refresh().catch(() => {}), { signal })
    for await (const status of await engine.status.watch(undefined, { signal })) useStatus.setState({ status })
  })
}
