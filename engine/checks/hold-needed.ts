import type { KubeObject } from '#contract/kube.ts'
import { millisecondsOf } from '#contract/lab-parts.ts'

interface Container {
  readonly state?: { readonly running?: { readonly startedAt?: string } }
  readonly lastState?: { readonly terminated?: { readonly exitCode?: number; readonly startedAt?: string; readonly finishedAt?: string } }
}

interface PodStatus {
  readonly conditions?: readonly ({ readonly type?: string; readonly status?: string; readonly lastTransitionTime?: string } | null)[]
  readonly containerStatuses?: readonly (Container | null)[]
}

/** A kubelet at ease tells of a start within this: it looks at its containers every second, and its times are whole seconds. */
const usualDelay = 2_000
/** No doubt about a Pod may keep somebody waiting longer. */
const longestDoubt = 30_000

/**
 * Milliseconds for which all must be well, with the Pods that a check looks at: as its author says, and longer where they give reason to doubt.
 * A kubelet that was slow to tell of a start will be as slow to tell of a crash; a container that crashed before lives, each time, about as long again.
 */
export function holdNeeded(hold: string, pods: readonly KubeObject[]): number {
  const wanted = millisecondsOf(hold)
  const doubts = pods.map((pod) => statusOf(pod)).map((status) => slowness(status) + pastLife(status, wanted))
  return wanted + Math.min(longestDoubt, Math.max(0, ...doubts))
}

/** Objects come from the cluster: of a Pod whose status looks otherwise nothing is known. */
function statusOf(pod: KubeObject): PodStatus {
  const { status } = pod
  return typeof status === 'object' && status !== null ? status : {}
}

/** How much longer than usual it took from the start of the last container until the Pod was called ready. A slow program's readiness is among it: waiting a little too long costs nothing. */
function slowness({ conditions, containerStatuses }: PodStatus): number {
  const ready = listed(conditions).find(({ type, status }) => type === 'Ready' && status === 'True')
  const started = listed(containerStatuses).map(({ state }) => timeOf(state?.running?.startedAt) ?? 0)
  const calledReady = timeOf(ready?.lastTransitionTime)
  if (calledReady === undefined || started.length === 0) return 0
  return Math.max(0, calledReady - Math.max(...started) - usualDelay)
}

function pastLife({ containerStatuses }: PodStatus, wanted: number): number {
  const lives = listed(containerStatuses).map(({ lastState }) => {
    const { exitCode = 0, startedAt, finishedAt } = lastState?.terminated ?? {}
    return exitCode === 0 ? 0 : wanted + Math.max(0, (timeOf(finishedAt) ?? 0) - (timeOf(startedAt) ?? 0))
  })
  return Math.max(0, ...lives)
}

const listed = <Item>(list: readonly (Item | null)[] | undefined): readonly Item[] => (Array.isArray(list) ? list.filter((one): one is Item => typeof one === 'object' && one !== null) : [])

function timeOf(written: string | undefined): number | undefined {
  const time = Date.parse(written ?? '')
  return Number.isNaN(time) ? undefined : time
}
