import { describe, expect, it } from 'vitest'
import type { Json } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import { createMarker } from '../../../../engine/marking/marker.ts'
import type { Prober } from '../../../../engine/marking/sampler.ts'
import { aDeploymentRef, aPodsRef, aView, judgeOnce, judgeSample, prepared } from '../../../builders/checks.ts'
import { aGapAt, aHistory, aRollout } from '../../../builders/histories.ts'
import { aDeployment, anEndpointSlice, aPod, aService } from '../../../builders/objects.ts'
import { FakeClock } from '../../../fakes/fake-clock.ts'
import { FakeClusterWatch } from '../../../fakes/fake-cluster-watch.ts'

/** Verdicts in their order while a cluster goes through these things. */
async function through(check: Readonly<Record<string, unknown>>, happenings: readonly ((watch: FakeClusterWatch, clock: FakeClock) => void)[], prober?: Prober): Promise<string[]> {
  const clock = new FakeClock()
  const watch = new FakeClusterWatch({ now: () => clock.now() })
  const marker = createMarker({ watch, clock, namespaces: { main: 'lab-main', dev: 'lab-dev' }, vars: {}, checks: [{ id: 'it', prepared: prepared(check) }], ...(prober === undefined ? {} : { prober }) })
  const told: string[] = []
  marker.onMark(({ verdict }) => told.push(verdict.kind))
  for (const happen of happenings) {
    happen(watch, clock)
    clock.advance(100)
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve()
  }
  marker.dispose()
  return told
}

const put = (object: KubeObject) => (watch: FakeClusterWatch): void => watch.put(object)
const remove = (object: KubeObject) => (watch: FakeClusterWatch): void => watch.remove(object)
const wait = (milliseconds: number) => (_: FakeClusterWatch, clock: FakeClock): void => clock.advance(milliseconds)
const rolledOut = { object: aDeploymentRef, match: { spec: { template: { spec: { containers: [{ image: 'agnhost:v2' }] } } } }, assert: ['object.status.updatedReplicas == object.spec.replicas && object.status.availableReplicas == object.spec.replicas'] }
const running = { object: aDeploymentRef, match: { spec: { replicas: 3 } }, assert: ['object.status.availableReplicas >= 3'] }
const service = { apiVersion: 'v1', kind: 'Service', name: 'web' }

describe('object: no false pass', () => {
  it('by the right name in another namespace', () => {
    expect(judgeOnce(running, [aDeployment({ ready: 3, namespace: 'lab-dev' })]).kind).toBe('not-yet')
  })

  it('by a generated name that begins with the right one', () => {
    expect(judgeOnce(running, [aDeployment({ name: 'web-x7k2p', ready: 3, metadata: { generateName: 'web-' } })]).kind).toBe('not-yet')
  })

  it('by the same kind of another group', () => {
    expect(judgeOnce(running, [{ ...aDeployment({ ready: 3 }), apiVersion: 'mine.example.com/v1' }]).kind).toBe('not-yet')
  })

  it('by a new spec beside the status of the old one (observedGeneration behind)', () => {
    expect(judgeOnce(rolledOut, [{ ...aRollout({ revision: 2 }), status: aRollout()['status'] }]).kind).toBe('not-yet')
  })

  it('by a paused Deployment whose new template nothing runs', () => {
    const paused = aRollout({ revision: 2, updated: 0 })
    expect(judgeOnce(rolledOut, [{ ...paused, spec: { ...(paused['spec'] as object), paused: true } }]).kind).toBe('not-yet')
  })

  it('by scaling to zero, where nothing is missing of nothing', () => {
    expect(judgeOnce(running, [aDeployment({ replicas: 0 })]).kind).toBe('wrong')
  })

  it('by Pods that still start', () => {
    expect(judgeOnce(running, [aDeployment({ ready: 2 })]).kind).toBe('not-yet')
    const ready = { object: { apiVersion: 'v1', kind: 'Pod', name: 'web' }, assert: ["object.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')"] }
    expect(judgeOnce(ready, [aPod({ status: { conditions: [{ type: 'Ready', status: 'False' }] } })]).kind).toBe('not-yet')
  })

  it('with a hold, by something made and deleted quickly', async () => {
    const held = { ...running, hold: '3s' }
    const told = await through(held, [put(aDeployment({ ready: 3 })), wait(2_000), remove(aDeployment()), wait(5_000)])
    expect(told).not.toContain('passed')
  })

  const podReady = { object: { apiVersion: 'v1', kind: 'Pod', name: 'web' }, match: { status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } }, hold: '3s' }
  const at = (second: number): string => new Date(Date.UTC(2026, 0, 1) + second * 1_000).toISOString()
  const aPodSince = (started: number, calledReady: number, lastState: Json = {}): KubeObject =>
    aPod({ status: { conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: at(calledReady) }], containerStatuses: [{ name: 'web', state: { running: { startedAt: at(started) } }, lastState }] } })
  const crashed = aPod({ status: { conditions: [{ type: 'Ready', status: 'False' }] } })

  it('with a hold, by a container that crashed at once on a node that tells of it seconds late', async () => {
    expect(await through(podReady, [put(aPodSince(0, 8)), wait(6_000), put(crashed)])).not.toContain('passed')
    expect((await through(podReady, [put(aPodSince(0, 8)), wait(9_000)])).at(-1)).toBe('passed')
  })

  it('with a hold, by a container between two crashes that lives longer than the hold each time', async () => {
    const again = aPodSince(20, 20, { terminated: { exitCode: 1, startedAt: at(0), finishedAt: at(5) } })
    expect(await through(podReady, [put(again), wait(5_000), put(crashed), wait(10_000), put(again), wait(5_000), put(crashed)])).not.toContain('passed')
  })

  it('with a hold, by a crash whose news lies unread when the hold ends', async () => {
    const told = await through(podReady, [put(aPodSince(0, 0)), (watch) => (watch.isSilent = true), wait(3_500), put(crashed), (watch) => watch.speak()])
    expect(told).not.toContain('passed')
  })

  it('with a hold, by a status that was forged and put right by its controller', async () => {
    const held = { ...running, hold: '3s' }
    const told = await through(held, [put(aDeployment({ ready: 1 })), put(aDeployment({ ready: 3 })), put(aDeployment({ ready: 1 })), wait(5_000)])
    expect(told).not.toContain('passed')
  })

  it('by who wrote it: a field manager’s name is nobody’s proof and is not looked at', () => {
    const forged = aDeployment({ replicas: 1, metadata: { managedFields: [{ manager: 'kube-controller-manager' }] } })
    expect(judgeOnce(running, [forged]).kind).toBe('wrong')
  })

  it('with a guard, by doing what is forbidden and undoing it within one tick', async () => {
    const guarded = { object: service, unless: ["object.spec.type == 'NodePort'"] }
    const both = (watch: FakeClusterWatch): void => {
      watch.put(aService({ spec: { type: 'NodePort' } }))
      watch.put(aService())
    }
    expect((await through(guarded, [both])).at(-1)).toBe('spent')
  })
})

describe('objects: no false pass', () => {
  const allReady = { objects: aPodsRef, match: { status: { phase: 'Running' } } }

  it('by none at all', () => {
    expect(judgeOnce(allReady, []).kind).toBe('not-yet')
  })

  it('by those that are well, beside one that is not', () => {
    expect(judgeOnce(allReady, [aPod({ name: 'a', labels: { app: 'web' } }), aPod({ name: 'b', labels: { app: 'web' }, phase: 'Pending' })]).kind).toBe('not-yet')
  })

  it('by the right labels in another namespace', () => {
    expect(judgeOnce(allReady, [aPod({ labels: { app: 'web' }, namespace: 'lab-dev' })]).kind).toBe('not-yet')
  })
})

describe('count: no false pass', () => {
  it('by none left before there ever was one', () => {
    expect(judgeOnce({ count: { object: aPodsRef, is: 0, after: 'seen' } }, []).kind).toBe('not-yet')
  })

  it('by objects that carry the label with another value', () => {
    expect(judgeOnce({ count: { object: aPodsRef, is: 1 } }, [aPod({ labels: { app: 'web2' } })]).kind).toBe('not-yet')
  })

  it('by Pods that exist and do not run', () => {
    expect(judgeOnce({ count: { object: aPodsRef, match: { status: { phase: 'Running' } }, is: 1 } }, [aPod({ labels: { app: 'web' }, phase: 'Pending' })]).kind).toBe('not-yet')
  })
})

describe('history: no false pass', () => {
  const noGap = { history: { object: aDeploymentRef, since: 'settled', always: ['object.status.availableReplicas >= 2'], sequence: ['object.metadata.generation == 1', 'object.metadata.generation == 2'] } }
  const judged = (history: ReturnType<typeof aHistory>, now: readonly KubeObject[] = [aRollout({ revision: 2 })]): string => prepared(noGap).judge(aView(now, { history }), {}).verdict.kind

  it('at the moment a rollout begins, before anything could go wrong', () => {
    const begun = { ...aRollout({ revision: 2 }), status: aRollout()['status'] }
    expect(judged(aHistory(aRollout(), begun), [begun])).toBe('not-yet')
  })

  it('by a paused rollout', () => {
    const paused = aRollout({ revision: 2, updated: 0 })
    expect(judged(aHistory(aRollout(), paused), [paused])).toBe('not-yet')
  })

  it('by scaling to zero and back', () => {
    expect(judged(aHistory(aRollout(), aRollout({ replicas: 0, available: 0 }), aRollout({ revision: 2 })))).toBe('spent')
  })

  it('by deleting it and making it anew', () => {
    expect(judged(aHistory(aRollout(), 'gone', aRollout({ revision: 2, uid: 'another' })))).toBe('spent')
  })

  it('by doing it while nobody looks', () => {
    expect(judged(aHistory(aRollout(), aGapAt(1), aRollout({ revision: 2 })))).toBe('unknown')
  })

  it('by what another object of the namespace did', async () => {
    const other = (revision: number): KubeObject => {
      const rollout = aRollout({ revision })
      return { ...rollout, metadata: { ...rollout.metadata, name: 'other', uid: 'other', resourceVersion: `o${revision}` } }
    }
    expect(await through(noGap, [put(aRollout()), put(other(1)), put(other(2))])).not.toContain('passed')
  })

  it('by versions that follow each other within one tick', async () => {
    const version = (wanted: Parameters<typeof aRollout>[0], resourceVersion: string): KubeObject => {
      const rollout = aRollout(wanted)
      return { ...rollout, metadata: { ...rollout.metadata, resourceVersion } }
    }
    const allAtOnce = (watch: FakeClusterWatch): void => {
      watch.put(version({ revision: 2, available: 0 }, '2'))
      watch.put(version({ revision: 2 }, '3'))
    }
    expect((await through(noGap, [put(version({}, '1')), allAtOnce])).at(-1)).toBe('spent')
  })
})

describe('http: no false pass', () => {
  const unanswered = (why: 'refused' | 'unknown-name' = 'refused') => ({ kind: 'unanswered', why, said: why }) as const
  const answered = { kind: 'answered', status: 200, headers: {}, body: 'hello' } as const
  const refused = { http: { service: 'web', from: { labels: { role: 'stranger' } }, expect: { refused: true } } }

  it('by what answered before the Service was changed', async () => {
    const prober: Prober = { take: () => Promise.resolve({ kind: 'http', answers: [answered] }) }
    let isAnswering = true
    const changing: Prober = { take: (request, signal) => (isAnswering ? prober.take(request, signal) : new Promise(() => {})) }
    const told = await through({ http: { service: 'web' } }, [put(aService()), wait(300), () => void (isAnswering = false), put(anEndpointSlice({ endpoints: 0 }))], changing)
    expect(told).toContain('passed')
    expect(told.at(-1)).toBe('unknown')
  })

  it('of a refusal, by a Service that nothing stands behind', () => {
    expect(judgeSample(refused, { kind: 'http', answers: [unanswered()], elsewhere: unanswered() }, [aService()]).kind).toBe('not-yet')
  })

  it('of a refusal, by a name that cannot be looked up', () => {
    expect(judgeSample(refused, { kind: 'http', answers: [unanswered('unknown-name')], elsewhere: answered }, [aService()]).kind).toBe('not-yet')
  })

  it('of a refusal, by chance: one that came through is one too many', () => {
    expect(judgeSample(refused, { kind: 'http', answers: [unanswered(), unanswered(), answered], elsewhere: answered }, [aService()]).kind).toBe('not-yet')
  })

  it('by a Service of that name in another namespace', () => {
    expect(judgeSample({ http: { service: 'web' } }, { kind: 'http', answers: [answered] }, [aService({ namespace: 'lab-dev' })]).kind).toBe('not-yet')
  })

  it('by a page that only says the word: the pattern may want all of it', () => {
    expect(judgeSample({ http: { service: 'web', expect: { body: '^hello$' } } }, { kind: 'http', answers: [{ ...answered, body: 'not hello' }] }, [aService()]).kind).toBe('not-yet')
  })
})

describe('log, event, file and command: no false pass', () => {
  it('by a Pod of that name without the labels that are meant', () => {
    const check = { log: { pod: { labels: { app: 'web' } }, matches: 'ready' } }
    const { gathers } = prepared(check)
    const stranger = aPod({ status: { containerStatuses: [{ name: 'web', containerID: 'x' }] } })
    expect(gathers?.kind === 'sample' && gathers.ask(aView([stranger]))).toBeUndefined()
  })

  it('by two halves of a line', () => {
    const pod = aPod({ labels: { app: 'web' } })
    expect(judgeSample({ log: { pod: { labels: { app: 'web' } }, matches: 'ready.*8080' } }, { kind: 'log', logs: [{ pod: 'web', container: 'web', text: 'ready\n8080' }] }, [pod]).kind).toBe('not-yet')
  })

  it('by an Event about something else of that name', () => {
    const event = { apiVersion: 'v1', kind: 'Event', metadata: { name: 'e', namespace: 'lab-main' }, involvedObject: { kind: 'ReplicaSet', name: 'web' }, reason: 'Killing' }
    expect(judgeOnce({ event: { about: { kind: 'Pod', name: 'web' }, reason: 'Killing' } }, [event]).kind).toBe('not-yet')
  })

  it('by a file that holds the right fields in two documents', () => {
    const check = { file: { path: 'a.yaml', match: { kind: 'Deployment', spec: { replicas: 3 } } } }
    expect(judgeSample(check, { kind: 'file', text: 'kind: Deployment\n---\nspec: { replicas: 3 }' }).kind).toBe('wrong')
  })

  it('by a command that prints what is wanted and fails', () => {
    expect(judgeSample({ command: { run: 'x', matches: 'yes', on: [aDeploymentRef].map(({ apiVersion, kind }) => ({ apiVersion, kind })) } }, { kind: 'command', exitCode: 1, output: 'yes' }).kind).toBe('not-yet')
  })
})
