import type { Diagnosis } from '#contract/verdict.ts'
import { eventsAbout, found, type Picture } from '../picture.ts'
import type { Pod } from '../shapes.ts'

type Probe = 'readiness' | 'liveness' | 'startup'

/** A container that is starting fails its probes for a while, and that is no fault. */
const mayStartFor = 10_000

const complaint = /^(Readiness|Liveness|Startup) probe (?:failed|errored[^:]*):?\s*(.*)/s

/** A probe that fails, by the kubelet's last event of one. How old that is says nothing: of many like it few are written. A Pod that is ready by now has none. */
export function probeFault(pod: Pod, picture: Picture): Diagnosis | undefined {
  return isWaitedFor(pod, picture) ? lastComplaint(pod, picture, ['liveness', 'startup', 'readiness']) : undefined
}

/** The probe for which the kubelet ends the container again and again. */
export function killingProbe(pod: Pod, picture: Picture): Diagnosis | undefined {
  const isKilled = eventsAbout(pod, picture).some(({ reason, message = '' }) => reason === 'Killing' && /failed (?:liveness|startup) probe/.test(message))
  return isKilled ? lastComplaint(pod, picture, ['liveness', 'startup']) : undefined
}

function lastComplaint(pod: Pod, picture: Picture, probes: readonly Probe[]): Diagnosis | undefined {
  for (const { message = '' } of eventsAbout(pod, picture).filter(({ reason }) => reason === 'Unhealthy')) {
    const [, kind = '', detail = ''] = complaint.exec(message) ?? []
    const probe = probes.find((one) => one === kind.toLowerCase())
    if (probe !== undefined) return found({ code: `${probe}-failing`, about: pod, command: `describe pod ${pod.metadata.name}`, facts: { message: detail } }, picture)
  }
  return undefined
}

/** Whether what is not ready runs, and has had its time: a container is as new as its last start, unless it has been started several times. */
function isWaitedFor({ status }: Pod, { now }: Picture): boolean {
  const waited = (status?.containerStatuses ?? []).filter(({ state, ready }) => state?.running !== undefined && ready !== true)
  return waited.length > 0 && !waited.some(({ state, restartCount = 0 }) => restartCount === 0 && now - Date.parse(state?.running?.startedAt ?? '') < mayStartFor)
}
