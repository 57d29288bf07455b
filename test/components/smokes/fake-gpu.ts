import type { KubeObject } from '#contract/kube.ts'
import type { NotYet } from '../../../engine/cluster/poll-until.ts'
import { agnhost, eventually, make, type Smoke, type SmokePlace } from '../smoke.ts'

const aJobOnGpus = (name: string, count: number): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { terminationGracePeriodSeconds: 0, containers: [{ name: 'train', image: agnhost, imagePullPolicy: 'IfNotPresent', command: ['sh', '-c', 'echo "on $NVIDIA_VISIBLE_DEVICES"; sleep 600'], resources: { limits: { 'nvidia.com/gpu': count } } }] },
})

/** A Pod that asks for two gets two by name, one too many waits until they are free, and a Pod that asks for none is none of theirs. */
export const fakeGpu: Smoke = {
  async run(place) {
    const { kube, namespace } = place
    await eventually(place, 'the node offers two', async () => {
      const [node] = await kube.list({ apiVersion: 'v1', kind: 'Node' })
      const offered = (node as { readonly status?: { readonly allocatable?: Readonly<Record<string, string>> } } | undefined)?.status?.allocatable?.['nvidia.com/gpu']
      return offered === '2' ? true : { notYet: offered ?? 'none' }
    })
    await make(place, aJobOnGpus('first', 2))
    await eventually(place, 'the first Pod runs', () => phaseIs(place, 'first', 'Running'))
    await eventually(place, 'it is told which', async () => {
      const log = await kube.get(`/api/v1/namespaces/${namespace}/pods/first/log`)
      return /^on GPU-fake-[01],GPU-fake-[01]$/m.test(log) ? true : { notYet: log }
    })
    await make(place, aJobOnGpus('second', 1))
    await eventually(place, 'the second cannot be scheduled', async () => {
      const status = await statusOf(place, 'second')
      const said = status.conditions?.find(({ type, reason }) => type === 'PodScheduled' && reason === 'Unschedulable')?.message ?? ''
      return said.includes('Insufficient nvidia.com/gpu') ? true : { notYet: JSON.stringify(status) }
    })
    await kube.delete({ apiVersion: 'v1', kind: 'Pod', name: 'first', namespace }, { graceSeconds: 0 })
    await eventually(place, 'the second runs once they are free', () => phaseIs(place, 'second', 'Running'))
  },
}

interface Status {
  readonly phase?: string
  readonly conditions?: readonly { readonly type: string; readonly reason?: string; readonly message?: string }[]
}

async function statusOf({ kube, namespace }: SmokePlace, name: string): Promise<Status> {
  return ((await kube.read({ apiVersion: 'v1', kind: 'Pod', name, namespace })) as { readonly status?: Status } | undefined)?.status ?? {}
}

async function phaseIs(place: SmokePlace, name: string, wanted: string): Promise<true | NotYet> {
  const { phase } = await statusOf(place, name)
  return phase === wanted ? true : { notYet: phase ?? 'it is not there' }
}
