import type { Diagnosis } from '#contract/verdict.ts'
import { eventsAbout, found, type Picture, withoutFacts } from '../picture.ts'
import type { Container, ContainerStatus, Pod, Terminated } from '../shapes.ts'
import { claimStory, findClaim } from './claim-story.ts'
import { configFault } from './config-fault.ts'
import { deniedIn } from './denied.ts'
import { blockedClient } from './network-story.ts'
import { killingProbe, probeFault } from './probe-fault.ts'
import { schedulingFault } from './scheduling-fault.ts'

/** What keeps a Pod from running and being ready: scheduling first, then its volumes and images, then what its containers do. */
export function podStory(pod: Pod, picture: Picture): Diagnosis | undefined {
  return notScheduled(pod, picture) ?? firstOf(statusesOf(pod), (status) => containerFault(pod, status, picture)) ?? mountFault(pod, picture) ?? probeFault(pod, picture)
}

function statusesOf({ status }: Pod): readonly ContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]
}

export function firstOf<One, Found>(all: readonly One[], find: (one: One) => Found | undefined): Found | undefined {
  for (const one of all) {
    const result = find(one)
    if (result !== undefined) return result
  }
  return undefined
}

function notScheduled(pod: Pod, picture: Picture): Diagnosis | undefined {
  const refused = pod.status?.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False')
  if (refused === undefined) return undefined
  const claims = (pod.spec?.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [])
  const waiting = firstOf(claims, (name) => claimOf(pod, name, picture))
  return waiting ?? schedulingFault(pod, refused.message ?? '', picture)
}

/** A claim that waits for its Pod is no fault of the Pod. */
function claimOf(pod: Pod, name: string, picture: Picture): Diagnosis | undefined {
  const claim = findClaim(name, pod, picture)
  const diagnosis = claim && claimStory(claim, picture)
  return diagnosis?.code === 'claim-unused' ? undefined : diagnosis
}

/** Reasons of a waiting container that mean an image which will not come by waiting. */
const imageFaults = new Set(['ImagePullBackOff', 'ErrImagePull', 'InvalidImageName', 'ErrImageNeverPull'])
const runFaults = new Set(['RunContainerError', 'CreateContainerError'])

function containerFault(pod: Pod, status: ContainerStatus, picture: Picture): Diagnosis | undefined {
  const { reason = '', message = '' } = status.state?.waiting ?? {}
  const container = containerOf(pod, status.name)
  const about = { about: pod, command: `describe pod ${pod.metadata.name}` }
  if (imageFaults.has(reason)) return found({ code: 'image-pull', ...about, facts: { container: status.name, image: container?.image ?? '' } }, picture)
  if (reason === 'CreateContainerConfigError') return configFault(pod, message, picture)
  if (runFaults.has(reason)) return found({ code: 'cannot-run', ...about, facts: { container: status.name, message: runtimeWords(message) } }, picture)
  const ended = endOf(status, picture)
  return ended && endingFault({ pod, status, container, ended }, picture)
}

function containerOf({ spec }: Pod, name: string): Container | undefined {
  return [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].find((container) => container.name === name)
}

/** How a container ended that has ended for good, waits to be started again, or was started again just now and will end as often before. */
function endOf({ state, lastState, restartCount = 0 }: ContainerStatus, { now }: Picture): Terminated | undefined {
  if (state?.terminated !== undefined) return state.terminated.exitCode === 0 ? undefined : state.terminated
  if (state?.waiting?.reason === 'CrashLoopBackOff') return lastState?.terminated
  const isAnotherTry = restartCount > 1 && now - Date.parse(state?.running?.startedAt ?? '') < mayOvercome
  return isAnotherTry ? lastState?.terminated : undefined
}

/** As long as this a container that kept ending must run to have overcome it. */
const mayOvercome = 20_000

interface Ending {
  readonly pod: Pod
  readonly status: ContainerStatus
  readonly container: Container | undefined
  readonly ended: Terminated
}

const startErrors = new Set(['StartError', 'ContainerCannotRun'])

function endingFault(ending: Ending, picture: Picture): Diagnosis | undefined {
  const { pod, status, container, ended } = ending
  const about = { about: pod, command: `describe pod ${pod.metadata.name}` }
  if (isOutOfMemory(ending)) {
    return found({ code: 'oom-killed', ...about, facts: { container: status.name, limit: container?.resources?.limits?.['memory'] ?? '' } }, picture)
  }
  if (startErrors.has(ended.reason ?? '')) return found({ code: 'cannot-run', ...about, facts: { container: status.name, message: runtimeWords(ended.message ?? '') } }, picture)
  return killingProbe(pod, picture) ?? wordsOf(ending, picture)
}

/** Where the kernel's word for it came too late once, the end is an error with the code of a kill; the end before tells. */
function isOutOfMemory({ ended, status: { state, lastState } }: Ending): boolean {
  const reasons = [ended.reason, ...(ended.exitCode === 137 ? [state?.terminated?.reason, lastState?.terminated?.reason] : [])]
  return reasons.includes('OOMKilled')
}

/** What a container runtime wraps around the one thing that went wrong. */
const runtimeWords = (message: string): string => message.replace(/^.*(?:unable to start container process|OCI runtime create failed): (?:error during container init: )?/s, '')

/** What the container said last, or what that line is known to mean; nothing while the line is not known yet. */
function wordsOf(ending: Ending, picture: Picture): Diagnosis | undefined {
  const { pod, status, container, ended } = ending
  const line = picture.lastLine(pod, status.name)
  if (line === undefined) return undefined
  const meant = line === null ? undefined : (deniedIn(line, pod, picture) ?? blockedClient(line, pod, container, picture))
  if (meant !== undefined) return meant
  const isLooping = pod.spec?.restartPolicy !== 'Never'
  const code = isLooping ? (line === '' ? 'crash-loop-silent' : 'crash-loop') : line === '' ? 'failed-silent' : 'failed'
  const diagnosis = found({ code, about: pod, command: logCommand(ending), facts: { container: status.name, exitCode: ended.exitCode, line: line ?? '' } }, picture)
  return line === null ? withoutFacts(diagnosis) : diagnosis
}

function logCommand({ pod, status }: Ending): string {
  const several = (pod.spec?.containers?.length ?? 1) + (pod.spec?.initContainers?.length ?? 0) > 1
  return ['logs', pod.metadata.name, ...(several ? ['-c', status.name] : []), ...(status.state?.terminated === undefined ? ['--previous'] : [])].join(' ')
}

/** A kubelet tries a mount again and again; only what it said lately counts, and only while nothing of the Pod has started. */
function mountFault(pod: Pod, picture: Picture): Diagnosis | undefined {
  if (statusesOf(pod).some(({ state }) => state?.running !== undefined || state?.terminated !== undefined)) return undefined
  const event = eventsAbout(pod, picture).find(({ reason }) => reason === 'FailedMount')
  if (event === undefined) return undefined
  const message = event.message ?? ''
  return configFault(pod, message, picture) ?? found({ code: 'mount-failing', about: pod, command: `describe pod ${pod.metadata.name}`, facts: { message } }, picture)
}
