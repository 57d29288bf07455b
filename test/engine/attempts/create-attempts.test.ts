import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Attempt } from '#contract/attempt.ts'
import type { KubeObject } from '#contract/kube.ts'
import { ProblemError } from '#contract/problem.ts'
import { silentProgress } from '#contract/progress.ts'
import type { NamespaceSource } from '../../../engine/cluster/namespace-source.ts'
import { aLab, aLoadedLab } from '../../builders/labs.ts'
import { FakeCluster } from '../../fakes/fake-kube-client.ts'
import { type Engine, Machine, once, patiently, start, states, statesAre } from './in-memory.ts'

let machine: Machine

beforeEach(async () => {
  machine = await Machine.make()
})

afterEach(async () => {
  await machine[Symbol.asyncDispose]()
})

async function passPaint(engine: Engine, attempt: Attempt): Promise<Attempt> {
  machine.write(attempt, 'sky', { colour: 'blue' })
  return once(engine, attempt.id, statesAre('passed', 'open', 'locked'))
}

/** Until what a pass brings with it is on the disk; the engine is gone then. */
async function passedAndKept(engine: Engine, attempt: Attempt): Promise<void> {
  await passPaint(engine, attempt)
  await engine.attempts.dispose()
}

const problemOf = (work: () => unknown): Promise<string> =>
  Promise.resolve()
    .then(work)
    .then(
      () => 'none',
      (error: unknown) => (error as ProblemError).problem.code,
    )

describe('an attempt that starts', () => {
  it('has its namespace with labels and Pod Security, what the lab starts with, and its first step open', async () => {
    const attempt = await start(machine.engine())
    const name = `colours-main-${attempt.id}`
    expect(attempt).toMatchObject({ phase: 'open', namespaces: { main: name }, points: { earned: 0, of: 4 } })
    expect(states(attempt)).toEqual(['open', 'locked', 'locked'])
    const namespace = [...machine.cluster.objects.values()].find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === name)
    expect(namespace?.metadata.labels).toMatchObject({ 'dev.kindlab.attempt': attempt.id, 'dev.kindlab.lab': 'colours', 'pod-security.kubernetes.io/enforce': 'baseline' })
    const wall = [...machine.cluster.objects.values()].find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'wall')
    expect(wall).toMatchObject({ metadata: { namespace: name }, data: { shade: attempt.vars['shade'], where: name } })
  })

  it('gives the learner a kubeconfig for the address that terminals reach, in the lab’s namespace', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    const identity = await engine.attempts.identity(attempt.id)
    expect(identity).toMatchObject({ attempt: attempt.id, namespace: attempt.namespaces['main'] })
    expect(identity.kubeconfig).toContain('https://inside:6443')
    expect(identity.kubeconfig).toContain(`token-of-learner-${attempt.id}-in-kindlab-learners`)
  })

  it('draws the same variables from the same seed', async () => {
    const engine = machine.engine()
    const [one, other] = [await start(engine), await start(engine)]
    expect(one.vars).toEqual(other.vars)
    expect(one.id).not.toBe(other.id)
  })

  it.each([
    ['the whole cluster', { scope: 'cluster' }, 'lab-needs-more'],
    ['what the cluster does not offer', { needs: ['namespaces', 'nodes'] }, 'lab-needs-more'],
  ])('is refused when its lab wants %s', async (_what, written, code) => {
    expect(await problemOf(() => start(machine.engine(), aLoadedLab({ lab: aLab(written) })))).toBe(code)
    expect(machine.namespaces).toEqual([])
  })

  it.each([
    ['names a namespace that is not its own', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'kube-system' } }, 'manifest-outside'],
    ['is no object', { hello: 'world' }, 'manifest-not-an-object'],
  ])('is refused, leaving nothing, when a start manifest %s', async (_what, manifest, code) => {
    const engine = machine.engine()
    expect(await problemOf(() => start(engine, aLoadedLab({ start: [manifest] })))).toBe(code)
    expect([machine.namespaces, engine.attempts.list(), machine.cluster.names('ClusterRoleBinding')]).toEqual([[], [], []])
  })

  it('leaves nothing when it is cancelled at any of its changes', async () => {
    for (let change = 0; ; change += 1) {
      const engine = machine.engine()
      const stop = new AbortController()
      let count = 0
      machine.cluster.beforeChange = () => {
        if (count === change) stop.abort(new Error('cancelled'))
        count += 1
      }
      const outcome = await engine.attempts.start({ pack: 'first', loaded: aLoadedLab() }, silentProgress(stop.signal)).then(
        () => 'started',
        (error: unknown) => String(error),
      )
      if (outcome === 'started') break
      expect(outcome).toBe('Error: cancelled')
      expect([machine.namespaces, engine.attempts.list()]).toEqual([[], []])
    }
  })
})

describe('an attempt under way', () => {
  it('passes a step when all its checks are passed at once, and opens the next', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    const after = await passPaint(engine, attempt)
    expect(after.points).toEqual({ earned: 1, of: 4 })
    expect(after.steps[0]?.checks.map(({ id, verdict }) => [id, verdict.kind])).toEqual([
      ['sky', 'passed'],
      ['sun', 'not-yet'],
    ])
  })

  it('counts an optional check that is passed at that moment', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    machine.write(attempt, 'sun', { colour: 'yellow' })
    expect((await passPaint(engine, attempt)).points.earned).toBe(2)
  })

  it('keeps a step passed though its object goes', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    await passPaint(engine, attempt)
    machine.cluster.remove({ apiVersion: 'v1', kind: 'ConfigMap', name: 'sky', namespace: attempt.namespaces['main'] ?? '' })
    machine.write(attempt, 'frame', { wood: 'oak' })
    expect(states(await once(engine, attempt.id, statesAre('passed', 'passed', 'open')))[0]).toBe('passed')
  })

  it('is finished with its last step', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    machine.write(attempt, 'frame', { wood: 'oak' })
    machine.write(attempt, 'nail', { metal: 'iron' })
    machine.write(attempt, 'sky', { colour: 'blue' })
    expect((await once(engine, attempt.id, ({ phase }) => phase === 'finished')).points.earned).toBe(3)
  })

  it('says unknown of open checks while sight is lost, and nothing else changes', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    await passPaint(engine, attempt)
    engine.watch.lose()
    const blind = engine.attempts.get(attempt.id)
    expect(blind.sight.kind).toBe('lost')
    expect(blind.steps.map(({ state, checks }) => [state, checks[0]?.verdict.kind])).toEqual([
      ['passed', 'passed'],
      ['open', 'unknown'],
      ['locked', 'not-yet'],
    ])
    engine.watch.restore()
    expect(engine.attempts.get(attempt.id).steps[1]?.checks[0]?.verdict.kind).toBe('not-yet')
  })

  it('shows no more of a verdict than its check reveals', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    machine.write(attempt, 'sky', { colour: 'red' })
    const { steps } = await once(engine, attempt.id, ({ steps: now }) => now[0]?.checks[0]?.verdict.kind === 'wrong')
    const verdict = steps[0]?.checks[0]?.verdict
    expect(JSON.stringify(verdict)).toContain('"path"')
    expect(JSON.stringify(verdict)).not.toContain('blue')
  })

  it('fills the attempt’s own names into hints', async () => {
    const engine = machine.engine()
    const step = { id: 'paint', title: { en: 'Paint' }, checks: aLab().steps[0]?.checks, hints: [{ en: 'Look into ${ns.main}, by the ${vars.shade} wall.' }] }
    const { id, namespaces } = await engine.attempts.start({ pack: 'first', loaded: aLoadedLab({ lab: aLab({ vars: { shade: { value: 'dark' } }, steps: [step] }) }) }, patiently)
    expect((await engine.attempts.hint(id, 'paint')).text).toEqual({ en: `Look into ${namespaces['main']}, by the dark wall.` })
  })

  it('counts hints as they are shown, in order, until there are no more', async () => {
    const engine = machine.engine()
    const { id } = await start(engine)
    expect(await engine.attempts.hint(id, 'paint')).toEqual({ text: { en: 'Look up.' }, shown: 1, of: 2 })
    expect(await engine.attempts.hint(id, 'paint')).toEqual({ text: { en: 'It is blue.' }, shown: 2, of: 2 })
    expect(await engine.attempts.hint(id, 'paint')).toEqual({ text: undefined, shown: 2, of: 2 })
    expect(engine.attempts.get(id).steps[0]?.hints).toEqual({ shown: 2, of: 2 })
  })

  it('is not changed by a pack that is upgraded', async () => {
    const engine = machine.engine()
    const { id } = await start(engine)
    await engine.attempts.dispose()
    const again = machine.engine()
    await again.attempts.resume(patiently)
    expect(again.attempts.get(id)).toMatchObject({ labVersion: '1.0.0', title: { en: 'Colours' } })
    expect(again.attempts.lab(id).lab.steps.map((step) => step.id)).toEqual(['paint', 'frame', 'hang'])
  })
})

describe('a reset', () => {
  it('begins again in other namespaces with the same variables, and the old ones go', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    await passPaint(engine, attempt)
    const fresh = await engine.attempts.reset(attempt.id, patiently)
    expect(fresh.namespaces).toEqual({ main: `colours-main-${attempt.id}-2` })
    expect([fresh.vars, states(fresh), fresh.points.earned]).toEqual([attempt.vars, ['open', 'locked', 'locked'], 0])
    await engine.attempts.dispose()
    expect(machine.namespaces).toEqual([`colours-main-${attempt.id}-2`])
    expect(machine.cluster.names('ConfigMap')).toContain(`colours-main-${attempt.id}-2/wall`)
  })

  it('takes open terminals along', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    await engine.attempts.reset(attempt.id, patiently)
    expect(engine.refreshed.map(({ namespace }) => namespace)).toEqual([`colours-main-${attempt.id}-2`])
  })

  it('judges in the new namespaces only', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    const fresh = await engine.attempts.reset(attempt.id, patiently)
    machine.write(attempt, 'sky', { colour: 'blue' })
    machine.write(fresh, 'sky', { colour: 'red' })
    const seen = await once(engine, attempt.id, ({ steps }) => steps[0]?.checks[0]?.verdict.kind === 'wrong')
    expect(states(seen)).toEqual(['open', 'locked', 'locked'])
  })

  it('goes on as it was when it cannot be done', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    await passPaint(engine, attempt)
    machine.cluster.beforeChange = (change) => {
      if (change.startsWith('apply ConfigMap wall')) throw new Error('no more room')
    }
    await expect(engine.attempts.reset(attempt.id, patiently)).rejects.toThrow('no more room')
    const after = engine.attempts.get(attempt.id)
    expect([after.phase, after.namespaces, states(after)]).toEqual(['open', attempt.namespaces, ['passed', 'open', 'locked']])
    expect(engine.refreshed.map(({ namespace }) => namespace)).toEqual([attempt.namespaces['main']])
    expect(machine.namespaces).toEqual([attempt.namespaces['main']])
  })

  it('waits for one that is under way', async () => {
    const engine = machine.engine()
    const { id } = await start(engine)
    const [one, other] = await Promise.all([engine.attempts.reset(id, patiently), engine.attempts.reset(id, patiently)])
    expect([one.phase, other.phase]).toEqual(['open', 'open'])
    await engine.attempts.dispose()
    expect(machine.namespaces).toEqual([`colours-main-${id}-3`])
  })

  it('puts back what belongs to no namespace', async () => {
    const priority = (name: string, value: number): KubeObject => ({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value })
    machine.cluster.put(priority('low', 1))
    machine.cluster.put(priority('high', 9))
    const engine = machine.engine()
    const attempt = await start(engine)
    machine.cluster.put(priority('low', 5))
    machine.cluster.put(priority('mine', 7))
    machine.cluster.remove({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', name: 'high' })
    await engine.attempts.reset(attempt.id, patiently)
    const now = [...machine.cluster.objects.values()].filter(({ kind }) => kind === 'PriorityClass').map((one) => [one.metadata.name, one['value']])
    expect(now).toEqual([
      ['low', 1],
      ['high', 9],
    ])
  })
})

describe('a rewind', () => {
  it('goes back to before a step, with the learner’s own work of those before it', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    machine.write(attempt, 'mine', { at: attempt.namespaces['main'] ?? '' })
    await passedAndKept(engine, attempt)
    const again = machine.engine()
    await again.attempts.resume(patiently)
    machine.write(attempt, 'frame', { wood: 'oak' })
    await once(again, attempt.id, statesAre('passed', 'passed', 'open'))
    const back = await again.attempts.rewind(attempt.id, 'frame', patiently)
    expect([states(back), back.points.earned]).toEqual([['passed', 'open', 'locked'], 1])
    const name = `colours-main-${attempt.id}-2`
    const restored = [...machine.cluster.objects.values()].filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.namespace === name)
    expect(restored.map(({ metadata }) => metadata.name).toSorted((a, b) => a.localeCompare(b))).toEqual(['kube-root-ca.crt', 'mine', 'sky', 'wall'])
    expect(restored.find(({ metadata }) => metadata.name === 'mine')?.['data']).toEqual({ at: name })
  })

  it('to the first step is the start again', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    await passPaint(engine, attempt)
    const back = await engine.attempts.rewind(attempt.id, 'paint', patiently)
    expect(states(back)).toEqual(['open', 'locked', 'locked'])
    expect(machine.cluster.names('ConfigMap')).not.toContain(`colours-main-${attempt.id}-2/sky`)
  })

  it('to a step that is open takes away what was tried since the last one passed', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    await passedAndKept(engine, attempt)
    machine.write(attempt, 'mess', {})
    const again = machine.engine()
    await again.attempts.resume(patiently)
    const back = await again.attempts.rewind(attempt.id, 'frame', patiently)
    expect(states(back)).toEqual(['passed', 'open', 'locked'])
    expect(machine.cluster.names('ConfigMap')).toContain(`colours-main-${attempt.id}-2/sky`)
    expect(machine.cluster.names('ConfigMap')).not.toContain(`colours-main-${attempt.id}-2/mess`)
  })

  it('to a step that the lab does not have is refused', async () => {
    const engine = machine.engine()
    const { id } = await start(engine)
    expect(await problemOf(() => engine.attempts.rewind(id, 'nowhere', patiently))).toBe('step-missing')
  })
})

describe('a skip', () => {
  it('applies the step’s solution, opens the next and earns nothing', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    const after = await engine.attempts.skip(attempt.id, 'paint', patiently)
    expect([states(after), after.points.earned]).toEqual([['skipped', 'open', 'locked'], 0])
    expect(machine.cluster.names('ConfigMap')).toContain(`${attempt.namespaces['main']}/sky`)
  })

  it('runs a solution that is a script as the learner, with the attempt’s names in it', async () => {
    const engine = machine.engine()
    const script = { kind: 'script', path: 'solution/paint.sh', text: 'kubectl -n ${ns.main} create configmap sky' } as const
    const attempt = await start(engine, aLoadedLab({ solutions: { paint: script } }))
    await engine.attempts.skip(attempt.id, 'paint', patiently)
    expect(engine.scripts).toEqual([`kubectl -n ${attempt.namespaces['main']} create configmap sky`])
  })

  it('leaves the step open when its solution fails', async () => {
    const engine = machine.engine({ scriptExitCode: 1 })
    const script = { kind: 'script', path: 'solution/paint.sh', text: 'false' } as const
    const attempt = await start(engine, aLoadedLab({ solutions: { paint: script } }))
    expect(await problemOf(() => engine.attempts.skip(attempt.id, 'paint', patiently))).toBe('solution-failed')
    expect(states(await passPaint(engine, attempt))).toEqual(['passed', 'open', 'locked'])
  })

  it('is refused for a step that is locked', async () => {
    const engine = machine.engine()
    const { id } = await start(engine)
    expect(await problemOf(() => engine.attempts.skip(id, 'hang', patiently))).toBe('step-not-open')
  })
})

describe('the end of an attempt', () => {
  it('leaves nothing of it in the cluster, and it is not taken up again', async () => {
    const before = [...machine.cluster.objects.keys()]
    const engine = machine.engine()
    const { id } = await start(engine)
    await engine.attempts.end(id, patiently)
    const left = [...machine.cluster.objects.values()].filter(({ metadata }) => metadata.labels?.['dev.kindlab.shared'] === undefined)
    expect(left).toHaveLength(before.length)
    expect(await machine.engine().attempts.resume(patiently)).toEqual([])
    expect(await problemOf(() => engine.attempts.get(id))).toBe('attempt-missing')
  })
})

describe('after a restart of the engine', () => {
  it('an attempt goes on where it was', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    await passedAndKept(engine, attempt)
    machine.write(attempt, 'frame', { wood: 'oak' })
    const again = machine.engine()
    await again.attempts.resume(patiently)
    const after = await once(again, attempt.id, statesAre('passed', 'passed', 'open'))
    expect([after.namespaces, after.vars, after.points.earned]).toEqual([attempt.namespaces, attempt.vars, 2])
  })

  it('an attempt whose namespaces are gone has its work back in new ones', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    await passedAndKept(engine, attempt)
    machine.cluster.remove({ apiVersion: 'v1', kind: 'Namespace', name: attempt.namespaces['main'] ?? '' })
    const again = machine.engine()
    const [after] = await again.attempts.resume(patiently)
    expect(after && states(after)).toEqual(['passed', 'open', 'locked'])
    expect(machine.cluster.names('ConfigMap')).toContain(`colours-main-${attempt.id}-2/sky`)
  })

  it('an attempt whose whole cluster was made anew has its work and its rights back', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    await passedAndKept(engine, attempt)
    machine.cluster = new FakeCluster()
    machine.cluster.put({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'of-the-new-one' }, value: 1 })
    const again = machine.engine()
    await again.attempts.resume(patiently)
    expect(machine.cluster.names('ConfigMap')).toContain(`colours-main-${attempt.id}-2/sky`)
    expect(machine.cluster.names('PriorityClass')).toEqual(['of-the-new-one'])
    expect(machine.cluster.names('ClusterRoleBinding')).toEqual([`kindlab-${attempt.id}`])
  })
})

describe('an attempt at a lab of the whole cluster', () => {
  const offers = new Set(['namespaces', 'cluster-scope', 'node-shell'] as const)
  const loaded = aLoadedLab({ lab: aLab({ scope: 'cluster', needs: ['namespaces', 'cluster-scope', 'node-shell'] }) })

  it('has a namespace of its own, and says what beginning it again will do', async () => {
    const attempt = await start(machine.engine({ offers }), loaded)
    expect(attempt).toMatchObject({ takesCluster: true, hasNodeShell: true, namespaces: { main: `colours-main-${attempt.id}` } })
  })

  it('keeps what the nodes run by themselves when it begins, and puts it back at each reset and at its end', async () => {
    const engine = machine.engine({ offers })
    const { id } = await start(engine, loaded)
    await engine.attempts.reset(id, patiently)
    await engine.attempts.end(id, patiently)
    expect(engine.onNodes).toEqual([`settle ${id}`, `settle ${id}`, `release ${id}`])
  })

  it('is the only one that has anything to do with nodes', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    await engine.attempts.end(attempt.id, patiently)
    expect([attempt.takesCluster, attempt.hasNodeShell, engine.onNodes]).toEqual([undefined, undefined, []])
  })
})

describe('an attempt that cannot be taken up', () => {
  it('keeps nobody from the others', async () => {
    const engine = machine.engine()
    const [broken, whole] = [await start(engine), await start(engine)]
    await engine.attempts.dispose()
    machine.cluster.remove({ apiVersion: 'v1', kind: 'Namespace', name: broken.namespaces['main'] ?? '' })
    machine.cluster.beforeChange = (change) => {
      if (change === 'apply ConfigMap wall') throw new Error('refused')
    }
    const again = machine.engine()
    const taken = await again.attempts.resume(patiently)
    expect(new Set(taken.map(({ id }) => id))).toEqual(new Set([broken.id, whole.id]))
    machine.cluster.beforeChange = () => {}
    expect((await again.attempts.reset(broken.id, patiently)).phase).toBe('open')
  })

  it('is left alone when it runs on another cluster', async () => {
    const engine = machine.engine()
    const { id } = await start(engine)
    await engine.attempts.dispose()
    expect(await machine.engine({ name: 'another' }).attempts.resume(patiently)).toEqual([])
    expect((await machine.engine().attempts.resume(patiently)).map((attempt) => attempt.id)).toEqual([id])
  })

  it('tells of a cluster that cannot be reached, rather than of each attempt', async () => {
    const engine = machine.engine()
    await start(engine)
    await engine.attempts.dispose()
    machine.cluster.beforeChange = () => {
      throw new ProblemError({ code: 'kube-unreachable', params: { server: 'https://fake' } })
    }
    expect(await problemOf(() => machine.engine().attempts.resume(patiently))).toBe('kube-unreachable')
  })
})

describe('attempts in namespaces that are lent', () => {
  /** Two that an administrator made. */
  function aPool(): NamespaceSource {
    const holders = new Map<string, string>()
    for (const name of ['lent-1', 'lent-2']) {
      machine.cluster.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'dev.kindlab.pool': 'true' } } })
    }
    return {
      claim: async ({ attempt }) => {
        const free = ['lent-1', 'lent-2'].find((name) => !holders.has(name))
        if (free === undefined) throw new Error('none left')
        holders.set(free, attempt)
        return free
      },
      release: async (namespace) => void holders.delete(namespace),
      held: async (attempt) => [...holders].filter(([, holder]) => holder === attempt).map(([name]) => name),
    }
  }

  it('make nothing around them, and carry the learner that is there', async () => {
    machine.cluster.put({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'theirs' }, value: 1 })
    const engine = machine.engine({ lent: aPool() })
    const attempt = await start(engine)
    const identity = await engine.attempts.identity(attempt.id)
    expect(identity.namespace).toBe('lent-1')
    expect(identity.kubeconfig).toContain('token-of-learner-in-lent-1')
    machine.cluster.remove({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', name: 'theirs' })
    const fresh = await engine.attempts.reset(attempt.id, patiently)
    expect(fresh.namespaces).toEqual({ main: 'lent-2' })
    expect(engine.refreshed[0]?.kubeconfig).toContain('token-of-learner-in-lent-2')
    await engine.attempts.end(attempt.id, patiently)
    expect(['PriorityClass', 'ClusterRole', 'ClusterRoleBinding', 'RoleBinding'].flatMap((kind) => machine.cluster.names(kind))).toEqual([])
    expect(machine.cluster.names('Namespace')).toEqual(['kube-system', 'lent-1', 'lent-2'])
  })
})

describe('two engines on one machine', () => {
  it('see each other’s passes, hints and resets', async () => {
    const one = machine.engine()
    const attempt = await start(one)
    const other = machine.engine()
    await other.attempts.resume(patiently)
    await one.attempts.hint(attempt.id, 'paint')
    expect((await once(other, attempt.id, ({ steps }) => steps[0]?.hints.shown === 1)).steps[0]?.hints.shown).toBe(1)
    machine.write(attempt, 'sky', { colour: 'blue' })
    await Promise.all([one, other].map((engine) => once(engine, attempt.id, statesAre('passed', 'open', 'locked'))))
    const fresh = await other.attempts.reset(attempt.id, patiently)
    const seen = await once(one, attempt.id, ({ namespaces }) => namespaces['main'] === fresh.namespaces['main'])
    expect(states(seen)).toEqual(['open', 'locked', 'locked'])
    expect(seen.points.earned).toBe(0)
  })
})
