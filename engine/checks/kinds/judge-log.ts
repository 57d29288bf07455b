import type { LogCheck, ObjectRef } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import { millisecondsOf } from '#contract/lab-parts.ts'
import { failedConditions, fallenGuards } from '../conditions.ts'
import { aboutObject, aboutRef } from '../evidence.ts'
import type { CheckView, SampleGathering } from '../judge.ts'
import { lookAt } from '../look.ts'
import { textTest } from '../sample/pattern.ts'
import type { LogRequest } from '../sample/sample.ts'
import type { CheckKind } from './check-kind.ts'
import { unseenSample } from './unseen-sample.ts'

/** That a container has said something. It stays said: a log may be cut, and a Pod may go. */
export const logKind: CheckKind<LogCheck> = {
  prepare(check, draft) {
    const { log, related = {} } = check
    const ref: ObjectRef = { apiVersion: 'v1', kind: 'Pod', ...log.pod }
    const type = draft.fields.kind(ref)
    const variables = draft.variables(check, { objects: { type: `[]${type ?? 'any'}` } })
    const conditions = draft.expressions('assert', check.assert, variables).flat()
    const guards = draft.expressions('unless', check.unless, variables)
    draft.reference('log.pod', ref)
    const test = textTest('log.matches', log.matches, draft)
    const ask = (view: CheckView): LogRequest | undefined => {
      const look = lookAt([ref], view, draft.fields)
      const containers = 'problem' in look ? [] : look.objects(ref).flatMap((pod) => startedContainers(pod, log.container))
      return containers.length === 0 ? undefined : { kind: 'log', containers }
    }
    const gathers: SampleGathering = { kind: 'sample', every: millisecondsOf(log.every), ask }
    return {
      refs: [ref, ...Object.values(related)],
      gathers,
      assess(look, memory) {
        const pods = look.objects(ref)
        const subject = { objects: pods, type, ref, related }
        const fallen = fallenGuards(guards, subject, look)
        const { sample } = look.view
        const isSaid = memory.seen === true || (sample?.kind === 'log' && sample.logs.some(({ text }) => text.split(/\r?\n/).some((line) => test(line, look))))
        const rest = failedConditions(conditions, subject, look)
        if (isSaid) return { failures: rest, fallen, seen: true }
        if (pods.length === 0) return { failures: [{ verdict: 'not-yet', evidence: { code: 'object-missing', ...aboutRef(look.ref(ref), look) } }], fallen, seen: false }
        const [pod] = pods
        const isAwaited = sample?.kind !== 'log' && ask(look.view) !== undefined
        const about = pods.length === 1 && pod !== undefined ? aboutObject(pod, look) : aboutRef(look.ref(ref), look)
        const command = about.command?.replace(/get pod/, 'logs').replace(' -o yaml', '')
        const failures = [{ verdict: 'not-yet', evidence: { code: 'log-unmatched', ...about, ...(command === undefined ? {} : { command }), expected: log.matches } }] as const
        return { failures: [...failures, ...rest], fallen, seen: false, ...(isAwaited ? { unseen: unseenSample(sample) } : {}) }
      },
    }
  },
}

interface PodParts {
  readonly status?: { readonly containerStatuses?: readonly ContainerStatus[]; readonly initContainerStatuses?: readonly ContainerStatus[] }
}

interface ContainerStatus {
  readonly name?: unknown
  readonly containerID?: unknown
}

/** A container that never ran has no log. */
function startedContainers(pod: KubeObject, container: string | undefined): LogRequest['containers'] {
  const { containerStatuses, initContainerStatuses } = (pod as PodParts).status ?? {}
  const all = [containerStatuses, initContainerStatuses].flatMap((one) => (Array.isArray(one) ? (one as readonly (ContainerStatus | null)[]) : []))
  return all.flatMap((one) => {
    const name = one?.name
    if (typeof name !== 'string' || typeof one?.containerID !== 'string' || (container !== undefined && name !== container)) return []
    return [{ namespace: pod.metadata.namespace ?? 'default', pod: pod.metadata.name, container: name }]
  })
}
