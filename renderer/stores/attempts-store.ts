import { create } from 'zustand'
import type { Attempt } from '#contract/attempt.ts'
import { whileConnected } from './connection-store.ts'

/** Attempts under way, by id, each as fresh as the engine's last word. */
export const useAttempts = create<{ readonly attempts: Readonly<Record<string, Attempt>> }>(() => ({ attempts: {} }))

export function showAttempt(attempt: Attempt): void {
  useAttempts.setState(({ attempts }) => ({ attempts: { ...attempts, [attempt.id]: attempt } }))
}

/** Follows one attempt while its screen is open. */
export function followAttempt(id: string): () => void {
  return whileConnected(async (engine, signal) => {
    for await (const attempt of await engine.attempts.watch({ attempt: id }, { signal })) showAttempt(attempt)
  })
}

/** Reads which attempts there are. */
export async function readAttempts(list: () => Promise<readonly Attempt[]>): Promise<void> {
  const attempts = await list()
  useAttempts.setState({ attempts: Object.fromEntries(attempts.map((attempt) => [attempt.id, attempt])) })
}
