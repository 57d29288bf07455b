import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Attempt } from '#contract/attempt.ts'
import { type Engine, Machine, patiently, start } from './in-memory.ts'

interface Killing {
  readonly prepare: (engine: Engine) => Promise<Attempt | undefined>
  readonly operate: (engine: Engine, id: string) => Promise<unknown>
  /** What the next engine finds. */
  readonly phases: readonly string[]
}

const operations: Readonly<Record<string, Killing>> = {
  start: { prepare: async () => undefined, operate: (engine) => start(engine), phases: ['open'] },
  reset: { prepare: (engine) => start(engine), operate: ({ attempts }, id) => attempts.reset(id, patiently), phases: ['open'] },
  rewind: { prepare: (engine) => start(engine), operate: ({ attempts }, id) => attempts.rewind(id, 'paint', patiently), phases: ['open'] },
  end: { prepare: (engine) => start(engine), operate: ({ attempts }, id) => attempts.end(id, patiently), phases: [] },
}

/** Ends the process, as far as anybody can see, at the given change: nothing that it does from then on reaches the cluster. */
async function wasKilledAt(change: number, machine: Machine, { prepare, operate }: Killing): Promise<boolean> {
  const engine = machine.engine()
  const prepared = await prepare(engine)
  const killed = Promise.withResolvers<boolean>()
  const never = new Promise<void>(() => {})
  let count = 0
  machine.cluster.beforeChange = () => {
    if (count === change) killed.resolve(true)
    count += 1
    return count > change ? never : undefined
  }
  const wasKilled = await Promise.race([killed.promise, operate(engine, prepared?.id ?? '').then(() => false)])
  machine.forget(engine)
  machine.cluster.beforeChange = () => {}
  // The lock of a process that is gone is void; this one is still there, so it must be taken from it.
  for (const id of await readdir(machine.home.attempts)) await rm(join(machine.home.attempts, id, 'lock'), { force: true })
  return wasKilled
}

describe('a kill of the engine', () => {
  it.each(Object.keys(operations))('at any change of a %s is finished or cleaned by the next one', async (name) => {
    const killing = operations[name]
    if (killing === undefined) throw new Error(name)
    for (let change = 0; ; change += 1) {
      await using machine = await Machine.make()
      if (!(await wasKilledAt(change, machine, killing))) {
        // As many as an operation makes at the least, or nothing was killed at all.
        expect(change).toBeGreaterThanOrEqual(3)
        break
      }
      const { attempts } = machine.engine()
      const taken = await attempts.resume(patiently)
      await attempts.dispose()
      expect(taken.map(({ phase }) => phase)).toEqual(killing.phases)
      expect(machine.namespaces).toEqual(taken.flatMap(({ namespaces }) => Object.values(namespaces)))
    }
  })
})
