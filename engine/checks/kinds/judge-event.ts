import type { EventCheck, ObjectRef } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import { failedConditions, fallenGuards } from '../conditions.ts'
import { aboutRef } from '../evidence.ts'
import type { Look } from '../look.ts'
import { fillText } from '../placeholders.ts'
import { textTest } from '../sample/pattern.ts'
import type { CheckKind } from './check-kind.ts'

/** That Kubernetes said something of an object. It stays said: Events go after an hour. */
export const eventKind: CheckKind<EventCheck> = {
  prepare(check, draft) {
    const { event, related = {} } = check
    const { about } = event
    const ref: ObjectRef = { apiVersion: 'v1', kind: 'Event', ...(about.namespace === undefined ? {} : { namespace: about.namespace }) }
    const type = draft.fields.kind(ref)
    const variables = draft.variables(check, { objects: { type: `[]${type ?? 'any'}` } })
    const conditions = draft.expressions('assert', check.assert, variables).flat()
    const guards = draft.expressions('unless', check.unless, variables)
    draft.reference('event.about', ref)
    draft.text('event.about.name', about.name ?? '')
    const test = textTest('event.matches', event.matches, draft)
    const isMeant = (object: KubeObject, look: Look): boolean => {
      const { involvedObject, reason, type: severity, message } = object as EventParts
      if (involvedObject?.kind !== about.kind || (about.name !== undefined && involvedObject.name !== fillText(about.name, look.view))) return false
      if ((event.reason !== undefined && reason !== event.reason) || (event.type !== undefined && severity !== event.type)) return false
      return test(typeof message === 'string' ? message : '', look)
    }
    return {
      refs: [ref, ...Object.values(related)],
      assess(look, memory) {
        const objects = look.objects(ref).filter((object) => isMeant(object, look))
        const subject = { objects, type, ref, related }
        const isSeen = memory.seen === true || objects.length > 0
        const fallen = fallenGuards(guards, subject, look)
        const rest = failedConditions(conditions, subject, look)
        if (isSeen) return { failures: rest, fallen, seen: true }
        const { namespace } = aboutRef(look.ref(ref), look).object ?? {}
        const named = { apiVersion: '', kind: about.kind, ...(namespace === undefined ? {} : { namespace }), ...(about.name === undefined ? {} : { name: fillText(about.name, look.view) }) }
        const command = ['kubectl', ...(namespace === undefined || namespace === look.firstNamespace ? [] : ['-n', namespace]), 'events', ...(named.name === undefined ? [] : ['--for', `${about.kind.toLowerCase()}/${named.name}`])].join(' ')
        const expected = event.reason ?? event.matches ?? event.type
        return { failures: [{ verdict: 'not-yet', evidence: { code: 'event-missing', object: named, command, ...(expected === undefined ? {} : { expected }) } }, ...rest], fallen, seen: false }
      },
    }
  },
}

interface EventParts {
  readonly involvedObject?: { readonly kind?: unknown; readonly name?: unknown } | null
  readonly reason?: unknown
  readonly type?: unknown
  readonly message?: unknown
}
