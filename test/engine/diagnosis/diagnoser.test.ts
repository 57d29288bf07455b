import { describe, expect, it } from 'vitest'
import { createDiagnoser, type Diagnoser } from '../../../engine/diagnosis/diagnoser.ts'
import { storyKinds } from '../../../engine/diagnosis/picture.ts'
import { refOf } from '../../../engine/kube/ref-of.ts'
import { aDeployment, aReplicaSet, aService } from '../../builders/objects.ts'
import { aPodWhose, crashed, waits } from '../../builders/pictures.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { FakeClusterWatch } from '../../fakes/fake-cluster-watch.ts'

interface Scene {
  readonly watch: FakeClusterWatch
  readonly clock: FakeClock
  readonly diagnoser: Diagnoser
  /** Paths that were read. */
  readonly read: string[]
  /** How often somebody was told. */
  readonly told: () => number
  /** What is found for the check `it` once everything that is due has run. */
  readonly found: (milliseconds?: number) => Promise<string | undefined>
}

const asked = new Map([['it', [refOf(aDeployment())]]])

function scene({ log = async () => 'first\nlast words\n\n', firstState = 'live' as 'live' | 'syncing' } = {}): Scene {
  const clock = new FakeClock(Date.parse('2026-01-01T12:00:00Z'))
  const watch = new FakeClusterWatch({ now: () => clock.now(), firstState })
  const read: string[] = []
  let told = 0
  const get = async (path: string): Promise<string> => {
    read.push(path)
    return log()
  }
  const diagnoser = createDiagnoser({ watch, kube: { get }, clock, firstNamespace: 'lab-main', onDiagnoses: () => (told += 1) })
  const found = async (milliseconds = 500): Promise<string | undefined> => {
    clock.advance(milliseconds)
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
    return diagnoser.diagnoses.get('it')?.code
  }
  return { watch, clock, diagnoser, read, told: () => told, found }
}

const fails = (...pods: readonly Parameters<typeof aPodWhose>[0][]) => [aDeployment({ replicas: 1 }), aReplicaSet(), ...pods.map((pod) => aPodWhose(pod))]

describe('a diagnoser', () => {
  it('watches nothing until somebody asks, and nothing any more once nobody does', async () => {
    const { watch, clock, diagnoser, found } = scene()
    expect(watch.held).toEqual([])
    diagnoser.ask(asked)
    expect(watch.held).toHaveLength(storyKinds.length)
    for (const object of fails(waits('ErrImagePull'))) watch.put(object)
    await found()
    diagnoser.ask(new Map())
    expect({ held: watch.held, found: diagnoser.diagnoses.size, timers: clock.waiting }).toEqual({ held: [], found: 0, timers: 0 })
  })

  it('says what is off, and follows what changes', async () => {
    const { watch, diagnoser, found } = scene()
    for (const object of fails(waits('ErrImagePull'))) watch.put(object)
    diagnoser.ask(asked)
    expect(await found(0)).toBe('image-pull')
    watch.put(aPodWhose(waits('CreateContainerConfigError', 'secret "key" not found')))
    expect(await found()).toBe('config-missing')
    watch.put(aPodWhose({ ready: true }))
    expect(await found()).toBeUndefined()
  })

  it('looks once for a burst of changes', async () => {
    const { watch, diagnoser, found, told } = scene()
    diagnoser.ask(asked)
    await found(0)
    const before = told()
    for (let change = 0; change < 50; change += 1) watch.put(aPodWhose(waits('ErrImagePull')))
    await found()
    expect(told() - before).toBe(1)
  })

  it('does not put off its look for ever while changes keep coming', async () => {
    const { watch, diagnoser, found } = scene()
    for (const object of fails()) watch.put(object)
    diagnoser.ask(asked)
    const codes = [await found(0)]
    for (let change = 0; change < 4; change += 1) {
      watch.put(aPodWhose(waits('ErrImagePull')))
      codes.push(await found(200))
    }
    expect(codes).toEqual([undefined, undefined, undefined, 'image-pull', 'image-pull'])
  })

  it('looks again when what was young has grown old without a change', async () => {
    const { watch, diagnoser, found } = scene()
    for (const object of [aService(), aPodWhose({}, { metadata: { creationTimestamp: '2026-01-01T11:59:59Z' } })]) watch.put(object)
    diagnoser.ask(new Map([['it', [refOf(aService())]]]))
    expect([await found(), await found(10_500), await found(20_500)]).toEqual([undefined, undefined, 'no-ready-endpoints'])
  })

  it('then rests: no timer waits, and nothing is read', async () => {
    const { clock, diagnoser, found, read } = scene()
    diagnoser.ask(asked)
    await found(60_000)
    expect({ timers: clock.waiting, read }).toEqual({ timers: 0, read: [] })
  })

  it('reads the log of a container that ended once for each end, and says nothing before it is read', async () => {
    const { watch, diagnoser, found, read } = scene()
    for (const object of fails(crashed({ exitCode: 1 }))) watch.put(object)
    diagnoser.ask(asked)
    expect(await found(0)).toBe('crash-loop')
    expect(diagnoser.diagnoses.get('it')?.facts).toMatchObject({ line: 'last words' })
    watch.put(aPodWhose(crashed({ exitCode: 1 })))
    await found()
    expect(read).toEqual(['/api/v1/namespaces/lab-main/pods/web-5d-abc/log?container=web&tailLines=5&limitBytes=20000&previous=true'])
    watch.put(aPodWhose({ ...crashed({ exitCode: 1 }), restartCount: 5 }))
    await found()
    expect(read).toHaveLength(2)
  })

  it('reads on where a container ended once more while its log was read', async () => {
    const lines: (() => void)[] = [() => watch.put(aPodWhose({ ...crashed({ exitCode: 1 }), restartCount: 5 }))]
    const { watch, diagnoser, found } = scene({
      log: async () => {
        lines.shift()?.()
        return 'last words'
      },
    })
    for (const object of fails(crashed({ exitCode: 1 }))) watch.put(object)
    diagnoser.ask(asked)
    expect(await found(0)).toBe('crash-loop')
  })

  it('says what it can where a log cannot be read', async () => {
    const { watch, diagnoser, found } = scene({ log: () => Promise.reject(new Error('gone')) })
    for (const object of fails(crashed({ exitCode: 1 }))) watch.put(object)
    diagnoser.ask(asked)
    expect(await found(0)).toBe('crash-loop')
    expect(diagnoser.diagnoses.get('it')).not.toHaveProperty('facts')
  })

  it('says nothing before it has seen everything, and nothing where it may not see Pods', async () => {
    const { watch, diagnoser, found } = scene({ firstState: 'syncing' })
    diagnoser.ask(new Map([['it', [refOf(aService())]]]))
    watch.put(aService())
    for (const kind of storyKinds) {
      expect(await found()).toBeUndefined()
      watch.enter({ ...kind, namespace: 'lab-main' }, 'live')
    }
    expect(await found()).toBe('no-pods')
    watch.enter({ apiVersion: 'v1', kind: 'Pod', namespace: 'lab-main' }, 'denied')
    diagnoser.ask(new Map([['that', [refOf(aService())]]]))
    await found()
    expect(diagnoser.diagnoses.has('that')).toBe(false)
  })

  it('goes on without kinds that the cluster does not let it see', async () => {
    const { watch, diagnoser, found } = scene({ firstState: 'syncing' })
    for (const kind of storyKinds) watch.enter({ ...kind, namespace: 'lab-main' }, kind.kind === 'Pod' ? 'live' : 'denied')
    diagnoser.ask(new Map([['it', [{ apiVersion: 'v1', kind: 'Pod', namespace: 'lab-main' }]]]))
    watch.put(aPodWhose(waits('ErrImagePull')))
    expect(await found()).toBe('image-pull')
  })

  it('settles once everything asked was looked at', async () => {
    const { watch, diagnoser } = scene()
    for (const object of fails(waits('ErrImagePull'))) watch.put(object)
    diagnoser.ask(asked)
    await diagnoser.settled(new AbortController().signal)
    expect(diagnoser.diagnoses.get('it')?.code).toBe('image-pull')
  })

  it('does nothing once it is disposed', async () => {
    const { watch, clock, diagnoser, found, told } = scene()
    diagnoser.ask(asked)
    diagnoser.dispose()
    const before = told()
    watch.put(aPodWhose(waits('ErrImagePull')))
    await found(60_000)
    expect({ told: told() - before, held: watch.held, listeners: watch.listeners, timers: clock.waiting }).toEqual({ told: 0, held: [], listeners: 0, timers: 0 })
  })
})
