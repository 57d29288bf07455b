import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { ComponentRecipe } from '../../engine/components/component-recipe.ts'
import type { KubeClient } from '../../engine/kube/kube-client.ts'
import { eventually } from './smoke.ts'

const every = 2_000

const workload = z.object({ kind: z.enum(['Deployment', 'StatefulSet', 'DaemonSet']), metadata: z.object({ namespace: z.string() }), spec: z.object({ selector: z.object({ matchLabels: z.record(z.string(), z.string()) }) }) })
const summary = z.object({ pods: z.array(z.object({ podRef: z.object({ name: z.string(), namespace: z.string() }), memory: z.object({ workingSetBytes: z.number().optional() }).optional() })).optional() })

/** The most that a component's Pods held at once while `work` went on, by the kubelets' own account. */
export async function peakMemoryOf(component: ComponentRecipe, kube: KubeClient, work: () => Promise<void>): Promise<number> {
  const ending = new AbortController()
  let peak = 0
  const watching = (async () => {
    while (!ending.signal.aborted) {
      peak = Math.max(peak, await memoryNow(component, kube))
      await pause(every, undefined, { signal: ending.signal }).catch(() => undefined)
    }
  })()
  try {
    await work()
  } finally {
    ending.abort()
    await watching
  }
  // A kubelet tells of a new Pod some ten seconds later.
  return eventually<number>({ signal: new AbortController().signal }, 'the kubelet has measured its Pods', async () => (peak = Math.max(peak, await memoryNow(component, kube))) > 0 ? peak : { notYet: 'nothing' }, 40)
}

async function memoryNow(component: ComponentRecipe, kube: KubeClient): Promise<number> {
  const mine = await podsOf(component, kube)
  const nodes = await kube.list({ apiVersion: 'v1', kind: 'Node' })
  const bytes = await Promise.all(nodes.map(async ({ metadata }) => {
    const { pods = [] } = summary.parse(JSON.parse(await kube.get(`/api/v1/nodes/${metadata.name}/proxy/stats/summary?only_cpu_and_memory=true`)))
    return pods.filter(({ podRef }) => mine.has(`${podRef.namespace}/${podRef.name}`)).reduce((sum, { memory }) => sum + (memory?.workingSetBytes ?? 0), 0)
  }))
  return bytes.reduce((sum, one) => sum + one, 0)
}

async function podsOf({ objects }: ComponentRecipe, kube: KubeClient): Promise<ReadonlySet<string>> {
  const workloads = objects.flatMap((object) => workload.safeParse(object).data ?? [])
  const lists = await Promise.all(workloads.map(({ metadata: { namespace }, spec }) => kube.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace, labels: Object.entries(spec.selector.matchLabels).map(([name, value]) => `${name}=${value}`).join(',') })))
  return new Set(lists.flat().map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`))
}
