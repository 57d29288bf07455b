import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ClusterState } from '#contract/cluster.ts'
import { Lookout } from '../../engine/lookout.ts'
import type { News } from '../../engine/runtime/container-runtime.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

class Machine {
  state: ClusterState = { kind: 'absent' }
  looks = 0
  listeners: ((news: News) => void)[] = []
  isHeard = true

  readonly lookout: Lookout = new Lookout(
    {
      follow: (listener) => {
        if (!this.isHeard) return Promise.resolve(undefined)
        this.listeners.push(listener)
        return Promise.resolve({ dispose: () => (this.listeners = this.listeners.filter((one) => one !== listener)) })
      },
    },
    () => {
      this.looks += 1
      this.lookout.follow()
      return Promise.resolve({ provider: 'kind' as const, cluster: this.state })
    },
  )

  tell(news: News): void {
    for (const listener of this.listeners) listener(news)
  }
}

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

describe('the lookout', () => {
  it('looks once when somebody begins, and not again while nothing happens', async () => {
    const machine = new Machine()
    machine.lookout.begin()
    await pass(60_000)
    expect([machine.looks, machine.listeners.length]).toEqual([1, 1])
  })

  it('looks once for several things that happen together', async () => {
    const machine = new Machine()
    machine.lookout.begin()
    await pass(10)
    for (const news of ['changed', 'changed', 'changed'] as const) machine.tell(news)
    await pass(1_000)
    expect(machine.looks).toBe(2)
  })

  it('hears of the engine’s end, and listens to it again when whatever reads the cluster next finds it', async () => {
    const machine = new Machine()
    machine.lookout.begin()
    await pass(10)
    const [first] = machine.listeners
    machine.listeners = []
    machine.isHeard = false
    first?.('lost')
    await pass(1_000)
    expect([machine.looks, machine.listeners.length]).toEqual([2, 0])
    machine.isHeard = true
    machine.lookout.follow()
    machine.lookout.follow()
    expect(machine.listeners).toHaveLength(1)
  })

  it('looks again now and then only while another process is at work', async () => {
    const machine = new Machine()
    machine.state = { kind: 'working', doing: 'creating' }
    machine.lookout.begin()
    await pass(4_000)
    machine.state = { kind: 'absent' }
    await pass(2_000)
    const looks = machine.looks
    await pass(60_000)
    expect([looks, machine.looks]).toEqual([4, 4])
  })

  it('lets go of everything when the last has ended', async () => {
    const machine = new Machine()
    const [one, other] = [machine.lookout.begin(), machine.lookout.begin()]
    await pass(10)
    one.dispose()
    one.dispose()
    expect(machine.listeners).toHaveLength(1)
    other.dispose()
    await pass(10)
    expect(machine.listeners).toHaveLength(0)
  })
})
