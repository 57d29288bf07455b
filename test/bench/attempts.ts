import { setTimeout as pause } from 'node:timers/promises'
import type { Attempts } from '../../engine/attempts/attempts.ts'
import { createKubeClient } from '../../engine/kube/create-kube-client.ts'
import type { KubeClient } from '../../engine/kube/kube-client.ts'
import { aDeployment, agnhost, flagLab, podsLab } from './bench-labs.ts'
import { quietly } from './bench-site.ts'
import { type Figure, figure, median, percentile } from './figure.ts'
import type { Part, PartTools } from './part.ts'
import { millisecondsOf, repeat } from './stopwatch.ts'

export const attempts: Part = {
  name: 'attempts',
  needs: 'cluster',
  measure: async (tools, site) => {
    await using opened = await site.attempts()
    return [...(await untilUsable(opened.attempts, tools)), ...(await untilPodsRun(opened.attempts, site.kube, tools))]
  },
}

/** A Pod asks most of a namespace: a ServiceAccount, rights, the admission of Pod security. Dry, so that nothing runs afterwards. */
const aPod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'mine' }, spec: { containers: [{ name: 'mine', image: agnhost }] } }

async function untilUsable(attempts: Attempts, { times, say }: PartTools): Promise<Figure[]> {
  say('  reset until apply works')
  const { id } = await attempts.start({ pack: 'bench', loaded: flagLab }, quietly)
  const learner = createKubeClient(await attempts.learnerAccess(id))
  const apply = async (namespace: string): Promise<unknown> => learner.apply({ ...aPod, metadata: { ...aPod.metadata, namespace } }, { fieldManager: 'kubectl', dryRun: true })
  await apply(namespaceOf(attempts, id))
  const resets = await repeat(times(20), async () => {
    await pause(2_000)
    return millisecondsOf(async () => {
      await attempts.reset(id, quietly)
      await untilDone(() => apply(namespaceOf(attempts, id)))
    })
  })
  learner.dispose()
  await attempts.end(id, quietly)
  const values = resets.map((one) => one / 1_000)
  return [figure({ name: 'reset until apply works, p95', value: percentile(values, 0.95), unit: 's', target: { atMost: 0.3 }, of: values })]
}

const namespaceOf = (attempts: Attempts, id: string): string => attempts.get(id).namespaces['main'] ?? ''

async function untilDone(work: () => Promise<unknown>): Promise<void> {
  while (await work().then(() => false, () => true)) await pause(5)
}

/** A reset of a lab that starts with two Pods, and the same two by hand, in turns. */
async function untilPodsRun(attempts: Attempts, kube: KubeClient, { times, say }: PartTools): Promise<Figure[]> {
  say('  reset until Pods are ready')
  const { id } = await attempts.start({ pack: 'bench', loaded: podsLab }, quietly)
  await untilReady(kube, namespaceOf(attempts, id))
  const pairs = await repeat(times(6), async (round) => {
    const bare = await bareTime(kube, `kindlab-bench-${process.pid}-${round}`)
    await pause(3_000)
    const ours = await millisecondsOf(async () => {
      await attempts.reset(id, quietly)
      await untilReady(kube, namespaceOf(attempts, id))
    })
    await pause(3_000)
    return { ours, bare }
  })
  const [ours, bare] = [pairs.map((pair) => pair.ours / 1_000), pairs.map((pair) => pair.bare / 1_000)]
  return [figure({ name: 'reset until Pods are ready ÷ the same by hand', value: median(ours) / median(bare), unit: '', peer: { name: 'apply in a new namespace, s', value: median(bare) }, target: { atMost: 1.2 }, of: ours })]
}

async function bareTime(kube: KubeClient, name: string): Promise<number> {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
  const time = await millisecondsOf(async () => {
    await kube.create(namespace)
    await kube.apply({ ...aDeployment, metadata: { ...aDeployment.metadata, namespace: name } }, { fieldManager: 'kubectl' })
    await untilReady(kube, name)
  })
  await kube.delete({ ...namespace, name })
  await kube.deleteAll({ apiVersion: 'v1', kind: 'Pod' }, name, { graceSeconds: 0 })
  return time
}

async function untilReady(kube: KubeClient, namespace: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(20)) {
    const web = await kube.read({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace })
    const status = web?.['status'] as { readonly readyReplicas?: number } | undefined // a Deployment's own
    if (status?.readyReplicas === aDeployment.spec.replicas) return
  }
  throw new Error(`the Pods of ${namespace} were not ready within a minute`)
}
