import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EngineHost, type EngineProcess } from '../../electron/engine-host.ts'
import type { ToEngine } from '../../electron/engine-messages.ts'

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

class FakeProcess extends EventEmitter implements EngineProcess<string> {
  readonly got: (readonly [ToEngine, readonly string[]])[] = []

  postMessage(message: ToEngine, ports: string[] = []): void {
    this.got.push([message, ports])
  }

  kill(): boolean {
    return this.emit('exit', 15)
  }
}

function hosted(yes = true) {
  const processes: FakeProcess[] = []
  const heard: string[] = []
  const host = new EngineHost<string>({
    fork: () => processes[processes.push(new FakeProcess()) - 1]!,
    onStarted: () => heard.push('started'),
    onGone: () => heard.push('gone'),
    onGivenUp: () => heard.push('given up'),
    ask: () => Promise.resolve(yes),
  })
  host.start()
  const dies = (): void => void processes.at(-1)?.emit('exit', 1)
  return { host, processes, heard, dies }
}

describe('the engine’s process', () => {
  it('is handed every port, to serve it', () => {
    const { host, processes } = hosted()
    expect(host.connect('port')).toBe(true)
    expect(processes[0]?.got).toEqual([[{ kind: 'connect' }, ['port']]])
  })

  it('is started again at once when it dies, and the window is told both', () => {
    const { heard, dies, processes } = hosted()
    dies()
    vi.advanceTimersByTime(0)
    expect([heard, processes.length]).toEqual([['started', 'gone', 'started'], 2])
  })

  it('takes no port while it is not there', () => {
    const { host, dies } = hosted()
    dies()
    expect(host.connect('port')).toBe(false)
  })

  it('stays dead when it dies six times within a minute, until it is started by hand', () => {
    const { host, heard, dies, processes } = hosted()
    for (let death = 0; death < 6; death++) {
      dies()
      vi.advanceTimersByTime(5_000)
    }
    expect([processes.length, heard.at(-1)]).toEqual([6, 'given up'])
    host.start()
    expect([processes.length, heard.at(-1)]).toEqual([7, 'started'])
  })

  it('may die now and then: old deaths do not count', () => {
    const { dies, processes } = hosted()
    for (let death = 0; death < 20; death++) {
      dies()
      vi.advanceTimersByTime(61_000)
    }
    expect(processes.length).toBe(21)
  })

  it('ends by doing to the cluster what the learner chose, and is not started again', async () => {
    const { host, processes, dies } = hosted()
    const ended = host.end('stop')
    expect(processes[0]?.got).toEqual([[{ kind: 'end', fate: 'stop' }, []]])
    dies()
    await ended
    vi.advanceTimersByTime(60_000)
    expect(processes.length).toBe(1)
  })

  it('is killed when its end takes too long', async () => {
    const { host } = hosted()
    const ended = host.end('pause')
    vi.advanceTimersByTime(90_000)
    await expect(ended).resolves.toBeUndefined()
  })

  it('is not waited for when it is dead already', async () => {
    const { host, dies } = hosted()
    dies()
    await expect(host.end('pause')).resolves.toBeUndefined()
    vi.advanceTimersByTime(60_000)
  })

  it.each([true, false])('is told what a person answered: %s', async (yes) => {
    const { processes } = hosted(yes)
    processes[0]?.emit('message', { kind: 'ask', id: 3, question: { code: 'install-docker', params: {} } })
    await vi.advanceTimersByTimeAsync(0)
    expect(processes[0]?.got).toEqual([[{ kind: 'answer', id: 3, yes }, []]])
  })
})
