import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import { sayDiagnosis } from '#contract/messages/diagnosis.ts'
import type { Diagnosis, EvidenceObject } from '#contract/verdict.ts'
import { createDiagnoser, type Diagnoser } from '../../../engine/diagnosis/diagnoser.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import { systemClock } from '../../../engine/marking/clock.ts'
import { createClusterWatch } from '../../../engine/watch/cluster-watch.ts'
import type { ClusterWatch } from '../../../engine/watch/watch.ts'
import { patiently } from '../attempts/on-cluster.ts'
import { componentsOf } from '../components/on-cluster.ts'
import { aNamespace, connectToCluster } from '../watch/on-cluster.ts'
import { type Broken, brokenManifests, healthy, places, type Place } from './broken-manifests.ts'

/** All that is broken is made at once; the slowest of it shows itself within this. */
const longest = 150_000

const told = new Map<string, Diagnosis>()
const toldOfHealthy: string[] = []
const disposables: AsyncDisposable[] = []
let kube: KubeClient
let watch: ClusterWatch
let diagnoser: Diagnoser
let namespaces: ReadonlyMap<Place, string>

beforeAll(async () => {
  kube = await connectToCluster()
  // A lab may have brought metrics, which one of the stories must lack.
  await (await componentsOf(kube)).remove('metrics-server', patiently)
  watch = createClusterWatch({ access: kube.access, discover: (kind) => kube.resource(kind) })
  namespaces = new Map(await Promise.all((Object.keys(places) as Place[]).map(async (place) => [place, await makePlace(place)] as const)))
  const { promise, resolve } = Promise.withResolvers<void>()
  diagnoser = createDiagnoser({ watch, kube, clock: systemClock, firstNamespace: namespaceOf('plain'), onDiagnoses: () => keep() && resolve() })
  const asked = new Map<string, readonly EvidenceObject[]>(brokenManifests.map(({ name, place, subject }) => [name, [{ ...subject, namespace: namespaceOf(place) }]]))
  diagnoser.ask(asked.set('healthy', healthy.subjects.map((one) => ({ ...one, namespace: namespaceOf('plain') }))))
  await Promise.all([...brokenManifests.flatMap(({ place, objects }) => objects.map((object) => make(object, place))), ...healthy.objects.map((object) => make(object, 'plain'))])
  const timer = setTimeout(resolve, longest)
  await promise
  clearTimeout(timer)
})

afterAll(async () => {
  diagnoser?.dispose()
  watch?.dispose()
  await Promise.all(disposables.map((one) => one[Symbol.asyncDispose]()))
  kube?.dispose()
})

async function makePlace(place: Place): Promise<string> {
  const namespace = await aNamespace(kube, `story-${place}`)
  disposables.push(namespace)
  const { labels, objects = [] } = places[place]
  if (labels !== undefined) await kube.mergePatch({ apiVersion: 'v1', kind: 'Namespace', name: namespace.name }, { metadata: { labels } })
  for (const object of objects) await kube.create({ ...object, metadata: { ...object.metadata, namespace: namespace.name } })
  return namespace.name
}

const namespaceOf = (place: Place): string => namespaces.get(place) ?? ''

async function make(object: KubeObject, place: Place): Promise<void> {
  await kube.create({ ...object, metadata: { ...object.metadata, namespace: namespaceOf(place) } })
}

/** Keeps what is said, the right word once it was said: things go on changing meanwhile. True once everything was found. */
function keep(): boolean {
  const isFound = ({ name, code }: Broken): boolean => told.get(name)?.code === code
  const missing = brokenManifests.filter((one) => !isFound(one))
  for (const [name, diagnosis] of diagnoser.diagnoses) {
    if (name === 'healthy') toldOfHealthy.push(sayDiagnosis(diagnosis, 'en'))
    else if (missing.some((one) => one.name === name)) told.set(name, diagnosis)
  }
  return brokenManifests.every(isFound)
}

describe('on a real cluster the cause is found of', () => {
  it.each(brokenManifests.map((one) => [one.name, one.code, one.says ?? ''] as const))('%s: %s', (name, code, says) => {
    const diagnosis = told.get(name)
    expect(diagnosis === undefined ? 'nothing was found' : `${diagnosis.code}: ${sayDiagnosis(diagnosis, 'en')}`).toContain(says)
    expect(diagnosis?.code).toBe(code)
  })

  it('nothing that is well, from its first moment on', () => {
    expect(toldOfHealthy).toEqual([])
  })

  it('and of nothing once nobody asks', () => {
    diagnoser.ask(new Map())
    expect(diagnoser.diagnoses.size).toBe(0)
  })
})
