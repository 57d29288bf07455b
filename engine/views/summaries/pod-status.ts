import type { Tone } from '#contract/views.ts'
import type { ContainerState, ContainerStatus, Pod } from '../../diagnosis/shapes.ts'

interface Status {
  readonly word: string
  readonly tone: Tone
}

/** A Pod's state in the word that `kubectl get pods` has for it (printPod in kubernetes/pkg/printers/internalversion/printers.go). */
export function podStatus(pod: Pod): Status {
  const word = podWord(pod)
  return { word, tone: podTone(word, pod) }
}

function podWord(pod: Pod): string {
  const { metadata, status = {} } = pod
  if (metadata.deletionTimestamp !== undefined) return 'Terminating'
  const reason = (status as { readonly reason?: string }).reason
  return initWord(pod) ?? containersWord(status.containerStatuses ?? [], status.phase) ?? reason ?? status.phase ?? 'Unknown'
}

/** `Init:1/3`, `Init:CrashLoopBackOff`: while what comes first is not done. */
function initWord({ spec, status }: Pod): string | undefined {
  const statuses = status?.initContainerStatuses ?? []
  const done = statuses.findIndex(({ state, ready }) => !(state?.terminated?.exitCode === 0 || (state?.running !== undefined && ready === true)))
  const waiting = statuses[done]
  if (waiting === undefined) return undefined
  const fault = waiting.state?.waiting?.reason ?? wordOfEnd(waiting.state)
  return fault === undefined || fault === 'PodInitializing' ? `Init:${done}/${spec?.initContainers?.length ?? statuses.length}` : `Init:${fault}`
}

/** The last container that has a fault names it. */
function containersWord(statuses: readonly ContainerStatus[], phase: string | undefined): string | undefined {
  const word = statuses.map(({ state }) => state?.waiting?.reason ?? wordOfEnd(state)).findLast((one) => one !== undefined)
  const isRunning = statuses.some(({ state, ready }) => state?.running !== undefined && ready === true)
  if (word === 'Completed' && isRunning) return 'Running'
  return word ?? (phase === 'Running' && statuses.some(({ ready }) => ready !== true) ? 'Running' : undefined)
}

function wordOfEnd(state: ContainerState | undefined): string | undefined {
  const ended = state?.terminated
  return ended === undefined ? undefined : (ended.reason ?? `ExitCode:${ended.exitCode}`)
}

const underWay = new Set(['Pending', 'ContainerCreating', 'PodInitializing', 'Terminating'])

function podTone(word: string, { status }: Pod): Tone {
  if (word === 'Completed' || word === 'Succeeded') return 'neutral'
  const isUnschedulable = status?.conditions?.some(({ type, status: is, reason }) => type === 'PodScheduled' && is === 'False' && reason === 'Unschedulable') === true
  if (word === 'Pending' && isUnschedulable) return 'broken'
  if (underWay.has(word) || /^Init:\d+\/\d+$/.test(word)) return 'under-way'
  if (word !== 'Running') return 'broken'
  return status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true ? 'well' : 'under-way'
}

/** A container's state in one word. */
export function containerStatus({ state, ready }: ContainerStatus): Status {
  const word = state?.waiting?.reason ?? wordOfEnd(state) ?? (state?.running === undefined ? 'Waiting' : 'Running')
  if (word === 'Completed') return { word, tone: 'neutral' }
  if (underWay.has(word) || word === 'Waiting') return { word, tone: 'under-way' }
  return { word, tone: word !== 'Running' ? 'broken' : ready === true ? 'well' : 'under-way' }
}
