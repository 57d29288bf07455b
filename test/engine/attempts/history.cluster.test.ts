import { describe, expect, it } from 'vitest'
import type { Attempt } from '#contract/attempt.ts'
import type { KubeObject } from '#contract/kube.ts'
import { isSettled } from '../../../engine/checks/history/is-settled.ts'
import { pollUntil } from '../../../engine/cluster/poll-until.ts'
import { aLab, aLoadedLab } from '../../builders/labs.ts'
import { engineForEachTest, once, patiently } from './on-cluster.ts'

const site = engineForEachTest()

const deployments = { apiVersion: 'apps/v1', kind: 'Deployment' }
const image = 'registry.k8s.io/e2e-test-images/agnhost:2.66.1'

const rollingUpdate = {
  history: {
    object: { ...deployments, name: 'web' },
    since: 'settled',
    always: ['object.status.availableReplicas >= 2'],
    sequence: ["object.spec.template.metadata.labels['round'] == 'one'", "object.spec.template.metadata.labels['round'] == 'two'"],
  },
}
const upAndDown = { history: { object: { ...deployments, name: 'web' }, sequence: ['object.status.replicas == 1', 'object.status.replicas > 1', 'object.status.replicas == 1'] } }

const aHistoryLab = (): ReturnType<typeof aLoadedLab> =>
  aLoadedLab({
    start: [],
    lab: aLab({
      steps: [
        {
          id: 'roll',
          title: { en: 'Roll' },
          checks: [{ id: 'no-gap', title: { en: 'No gap' }, ...rollingUpdate }, { id: 'scale', title: { en: 'Scale' }, ...upAndDown }, { id: 'never', title: { en: 'Keeps the step open' }, object: { apiVersion: 'v1', kind: 'ConfigMap', name: 'done' } }],
        },
      ],
    }),
  })

function aDeployment(namespace: string, { replicas = 2, strategy = { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } }, args = ['netexec'], grace = 0 }: { replicas?: number; strategy?: object; args?: readonly string[]; grace?: number } = {}): KubeObject {
  const container = { name: 'web', image, args, readinessProbe: { periodSeconds: 1, httpGet: { path: '/', port: 8080 } } }
  return {
    ...deployments,
    metadata: { name: 'web', namespace },
    spec: { replicas, strategy, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web', round: 'one' } }, spec: { terminationGracePeriodSeconds: grace, containers: [container] } } },
  }
}

const probed = { history: { object: { ...deployments, name: 'web' }, since: 'settled', sequence: rollingUpdate.history.sequence, probe: { http: { service: 'web', path: '/hostname' }, every: '50ms' } } }

const aProbedLab = (): ReturnType<typeof aLoadedLab> =>
  aLoadedLab({
    start: [],
    lab: aLab({ steps: [{ id: 'roll', title: { en: 'Roll' }, checks: [{ id: 'no-gap', title: { en: 'No gap' }, ...probed }, { id: 'never', title: { en: 'Keeps the step open' }, object: { apiVersion: 'v1', kind: 'ConfigMap', name: 'done' } }] }] }),
  })

const start = async (loaded = aHistoryLab()): Promise<{ id: string; namespace: string }> => {
  const { id, namespaces } = await site.engine.attempts.start({ pack: 'first', loaded }, patiently)
  return { id, namespace: namespaces['main'] ?? '' }
}
const verdictOf = (attempt: Attempt, check: string) => attempt.steps[0]?.checks.find(({ id }) => id === check)?.verdict
const untilVerdict = (id: string, check: string, kind: string): Promise<Attempt> => once(site.engine.attempts, id, (attempt) => verdictOf(attempt, check)?.kind === kind)
const settled = (id: string, namespace: string): Promise<Attempt> =>
  once(site.engine.attempts, id, (attempt) => {
    const verdict = verdictOf(attempt, 'no-gap')
    return namespace !== '' && verdict?.kind === 'not-yet' && verdict.evidence.every(({ code }) => code === 'history-awaits' || code === 'probe-awaited') && verdict.evidence.length > 0
  })
const patch = (namespace: string, spec: object): Promise<KubeObject> => site.kube.mergePatch({ ...deployments, namespace, name: 'web' }, { spec })
const toRound = (namespace: string, round: string): Promise<KubeObject> => patch(namespace, { template: { metadata: { labels: { app: 'web', round } } } })

/** The program ends and is started again, with the same disk. */
async function restart(meanwhile?: () => Promise<unknown>): Promise<void> {
  await site.restart(meanwhile)
  const [{ id } = { id: '' }] = site.engine.attempts.list()
  await once(site.engine.attempts, id, (attempt) => !JSON.stringify(verdictOf(attempt, 'no-gap')).includes('kind-syncing'))
}

describe('a history on a real cluster', () => {
  it('passes a rolling update that keeps its Pods available, over a restart of the engine in which nothing happened', async () => {
    const { id, namespace } = await start()
    await site.kube.create(aDeployment(namespace))
    await settled(id, namespace)
    await restart()
    await toRound(namespace, 'two')
    const attempt = await untilVerdict(id, 'no-gap', 'passed')
    expect(verdictOf(attempt, 'no-gap')).toEqual({ kind: 'passed' })
    const { 'roll/no-gap': history } = await site.engine.attempts.histories(id)
    expect(history?.entries.filter(({ kind }) => kind === 'version').length).toBeGreaterThan(5)
  }, 60_000)

  it('is spent when the update took the old Pods away first, and remembers it over a restart', async () => {
    const { id, namespace } = await start()
    await site.kube.create(aDeployment(namespace, { strategy: { type: 'Recreate' } }))
    await settled(id, namespace)
    await toRound(namespace, 'two')
    const broken = verdictOf(await untilVerdict(id, 'no-gap', 'spent'), 'no-gap')
    expect(broken).toMatchObject({ kind: 'spent', evidence: [{ code: 'history-broken', path: 'status.availableReplicas', object: { kind: 'Deployment', name: 'web' } }] })
    await restart()
    expect(verdictOf(site.engine.attempts.get(id), 'no-gap')?.kind).toBe('spent')
    const { id: anew } = await site.engine.attempts.rewind(id, 'roll', patiently)
    expect(verdictOf(site.engine.attempts.get(anew), 'no-gap')?.kind).not.toBe('spent')
  }, 90_000)

  it('is unknown when the update went by while the engine was not there, and passes when it is done once more', async () => {
    const { id, namespace } = await start()
    await site.kube.create(aDeployment(namespace))
    await settled(id, namespace)
    await restart(() => toRound(namespace, 'two'))
    await untilVerdict(id, 'no-gap', 'unknown')
    await toRound(namespace, 'one')
    await pollUntil(async () => isSettled((await site.kube.read({ ...deployments, namespace, name: 'web' })) as KubeObject) || { notYet: 'rolling' }, { signal: patiently.signal, every: 100, within: 20_000, otherwise: (seen) => new Error(seen) })
    await toRound(namespace, 'two')
    await untilVerdict(id, 'no-gap', 'passed')
  }, 90_000)

  it('tells going up and down from having been small all the time', async () => {
    const { id, namespace } = await start()
    await site.kube.create(aDeployment(namespace, { replicas: 1 }))
    const before = await once(site.engine.attempts, id, (attempt) => JSON.stringify(verdictOf(attempt, 'scale')).includes('history-awaits') && !JSON.stringify(verdictOf(attempt, 'scale')).includes('not-settled'))
    expect(verdictOf(before, 'scale')?.kind).toBe('not-yet')
    await patch(namespace, { replicas: 2 })
    await once(site.engine.attempts, id, (attempt) => JSON.stringify(verdictOf(attempt, 'scale')).includes('not-settled'))
    await once(site.engine.attempts, id, (attempt) => !JSON.stringify(verdictOf(attempt, 'scale')).includes('not-settled'))
    await patch(namespace, { replicas: 1 })
    await untilVerdict(id, 'scale', 'passed')
  }, 60_000)

  it('asks the Service all through an update: it goes on answering, and does not where all Pods go at once', async () => {
    const { id, namespace } = await start(aProbedLab())
    await site.kube.create({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace }, spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] } })
    // Goes on answering for a while after it was told to go, as long as anybody may still think it is there.
    await site.kube.create(aDeployment(namespace, { args: ['netexec', '--delay-shutdown=3'], grace: 5 }))
    await settled(id, namespace)
    await toRound(namespace, 'two')
    await untilVerdict(id, 'no-gap', 'passed')
    await patch(namespace, { strategy: { type: 'Recreate', rollingUpdate: null } })
    await toRound(namespace, 'three')
    const broken = verdictOf(await untilVerdict(id, 'no-gap', 'spent'), 'no-gap')
    expect(broken).toMatchObject({ kind: 'spent', evidence: [{ code: 'probe-failed', object: { kind: 'Service', name: 'web' } }] })
  }, 90_000)
})
