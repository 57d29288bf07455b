import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aLab, aLoadedLab } from '../../builders/labs.ts'
import { Machine, once, patiently, start, states, statesAre } from './in-memory.ts'

let machine: Machine

beforeEach(async () => {
  machine = await Machine.make()
})

afterEach(async () => {
  await machine[Symbol.asyncDispose]()
})

const guarded = aLoadedLab({
  lab: aLab({
    steps: [
      {
        id: 'paint',
        title: { en: 'Paint' },
        checks: [
          {
            id: 'sky',
            title: { en: 'sky' },
            object: { apiVersion: 'v1', kind: 'ConfigMap', name: 'sky' },
            match: { data: { colour: 'blue' } },
            unless: ["object.data.colour == 'black'"],
          },
        ],
      },
    ],
  }),
})

describe('an open attempt', () => {
  it('remembers over a restart that a guard fell, and forgets it with a rewind', async () => {
    const engine = machine.engine()
    const attempt = await start(engine, guarded)
    machine.write(attempt, 'sky', { colour: 'black' })
    await once(engine, attempt.id, ({ steps }) => steps[0]?.checks[0]?.verdict.kind === 'spent')
    await engine.attempts.dispose()
    machine.write(attempt, 'sky', { colour: 'blue' })
    const again = machine.engine()
    await again.attempts.resume(patiently)
    expect(again.attempts.get(attempt.id).steps[0]?.checks[0]?.verdict.kind).toBe('spent')
    const back = await again.attempts.rewind(attempt.id, 'paint', patiently)
    machine.write(back, 'sky', { colour: 'blue' })
    expect(states(await once(again, attempt.id, statesAre('passed')))).toEqual(['passed'])
  })

  it('writes what it remembers once, not at every look or restart', async () => {
    const engine = machine.engine()
    const attempt = await start(engine, guarded)
    machine.write(attempt, 'sky', { colour: 'black' })
    await once(engine, attempt.id, ({ steps }) => steps[0]?.checks[0]?.verdict.kind === 'spent')
    machine.write(attempt, 'sky', { colour: 'red' })
    await engine.attempts.dispose()
    const again = machine.engine()
    await again.attempts.resume(patiently)
    machine.write(attempt, 'sky', { colour: 'green' })
    await again.attempts.dispose()
    const journal = await readFile(join(machine.home.attempts, attempt.id, 'journal.jsonl'), 'utf8')
    expect(journal.split('\n').filter((line) => line.includes('"remembered"'))).toHaveLength(1)
  })

  it('tries out at once, for whoever asks, what a check tries out by itself', async () => {
    const check = { id: 'look', title: { en: 'look' }, command: { run: 'kubectl get pods', on: [{ apiVersion: 'v1', kind: 'Pod' }] } }
    const lab = aLab({ steps: [{ id: 'see', title: { en: 'See' }, checks: [check] }, { id: 'more', title: { en: 'More' }, after: ['see'], checks: [{ ...check, id: 'again' }] }] })
    const engine = machine.engine()
    const attempt = await start(engine, aLoadedLab({ lab }))
    const asked = await engine.attempts.checkNow(attempt.id, new AbortController().signal)
    expect([states(asked), asked.steps[0]?.checks[0]?.isTriedOut, engine.scripts[0]]).toEqual([['passed', 'open'], true, 'kubectl get pods'])
  })

  it('goes on telling others when one who looks on fails', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    let isFirst = true
    const failing = engine.attempts.subscribe(attempt.id, () => {
      if (isFirst) isFirst = false
      else throw new Error('no screen')
    })
    machine.write(attempt, 'sky', { colour: 'blue' })
    expect(states(await once(engine, attempt.id, statesAre('passed', 'open', 'locked')))).toEqual(['passed', 'open', 'locked'])
    failing.dispose()
  })

  it('lets go of the watch when its engine ends', async () => {
    const engine = machine.engine()
    await start(engine)
    expect(engine.watch.held).not.toEqual([])
    await engine.attempts.dispose()
    expect([engine.watch.held, engine.watch.listeners]).toEqual([[], 0])
  })
})
