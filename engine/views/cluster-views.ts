import { kindKey, type KindRef } from '#contract/kube.ts'
import { objectId, type Difference, type EventLine, type KindView, type LogOf, type LogPart, type ObjectDetail, type ObjectRef, type ViewChange } from '#contract/views.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import { refOf } from '../kube/ref-of.ts'
import type { ClusterWatch } from '../watch/watch.ts'
import { changeBetween, differenceOf, isEmpty, type View } from './difference.ts'
import { eventLines } from './event-lines.ts'
import { followLog } from './follow-log.ts'
import { isSeen, isUnsettled, lookAtList, lookAtMap } from './look-at-objects.ts'
import { lookOn } from './look-on.ts'
import { detailOf } from './object-detail.ts'
import { eventKind, kindViews, mapCompanions, mapKinds, serviceKind, sliceKind } from './shown-kinds.ts'
import { WatchedKinds } from './watched-kinds.ts'

/** Where somebody looks: in these namespaces, or everywhere where none is named. */
export interface Where {
  readonly namespaces: readonly string[]
}

/**
 * The cluster as people look at it, from the one watch: a kind is watched only while somebody looks at it, and only
 * differences are told, ten times a second at most. Every stream ends with its signal or its reader.
 */
export interface ClusterViews {
  /** The kinds that there are to look at. */
  kinds(): Promise<readonly KindView[]>
  list(look: Where & { readonly kind: KindRef }, signal: AbortSignal): AsyncGenerator<ViewChange, void>
  map(look: Where, signal: AbortSignal): AsyncGenerator<ViewChange, void>
  events(look: Where, signal: AbortSignal): AsyncGenerator<Difference<EventLine>, void>
  /** Null while it is not there. */
  object(ref: ObjectRef, signal: AbortSignal): AsyncGenerator<ObjectDetail | null, void>
  log(log: LogOf, signal: AbortSignal): AsyncGenerator<LogPart, void>
}

export interface ClusterViewsOptions {
  readonly watch: ClusterWatch
  readonly kube: Pick<KubeClient, 'resource' | 'resources' | 'follow'>
  readonly now?: () => number
}

const pace = 100
const again = 5_000

export function createClusterViews({ watch, kube, now = Date.now }: ClusterViewsOptions): ClusterViews {
  const watched = async (kinds: readonly KindRef[], namespaces: readonly string[]): Promise<(ring: () => void) => WatchedKinds> => {
    const known = await Promise.all(kinds.map(async (kind) => ({ ...kind, namespaced: (await kube.resource(kind))?.namespaced ?? true })))
    return (ring) => new WatchedKinds({ watch, kinds: known, namespaces, onChange: ring })
  }
  const sceneOf = (held: WatchedKinds, shown: readonly KindRef[]) => ({ objects: shown.flatMap((kind) => held.all(kind)), around: held, kinds: held.standing, sight: watch.sight })
  const looking = <Seen>(hold: (ring: () => void) => WatchedKinds, look: (held: WatchedKinds) => Seen) => (ring: () => void) => {
    const held = hold(ring)
    return { look: () => look(held), dispose: () => held.dispose() }
  }
  return {
    kinds: async () => kindViews(await kube.resources()),
    async *list({ kind, namespaces }, signal) {
      const hold = await watched(kindKey(kind) === kindKey(serviceKind) ? [kind, sliceKind] : [kind], namespaces)
      yield* changes(lookOn({ begin: looking(hold, (held) => lookAtList(sceneOf(held, [kind]))), pace }, signal))
    },
    async *map({ namespaces }, signal) {
      const hold = await watched([...mapKinds, ...mapCompanions], namespaces)
      const begin = looking(hold, (held) => lookAtMap(sceneOf(held, mapKinds), now()))
      yield* changes(lookOn({ begin, pace, lookAgainAfter: (view) => (isUnsettled(view) ? again : undefined) }, signal))
    },
    async *events({ namespaces }, signal) {
      const hold = await watched([eventKind], namespaces)
      const lines = (held: WatchedKinds): ReadonlyMap<string, EventLine> => new Map(eventLines(held.all(eventKind)).map((line) => [line.id, line]))
      let before: ReadonlyMap<string, EventLine> | undefined
      for await (const after of lookOn({ begin: looking(hold, lines), pace }, signal)) {
        const difference = differenceOf(before ?? new Map(), after)
        if (before === undefined || !isEmpty(difference)) yield difference
        before = after
      }
    },
    async *object(ref, signal) {
      // What belongs to the whole cluster would have all of it around.
      const around = ref.namespace === undefined ? [eventKind] : [...mapKinds, ...mapCompanions]
      const kinds = [...new Map([...around, ref].map((kind) => [kindKey(kind), { apiVersion: kind.apiVersion, kind: kind.kind }])).values()]
      const hold = await watched(kinds, ref.namespace === undefined ? [] : [ref.namespace])
      const neighbours = kinds.filter(({ kind }) => kind !== 'Event')
      const look = (held: WatchedKinds): ObjectDetail | null | undefined => {
        const objects = neighbours.flatMap((kind) => held.all(kind))
        const object = objects.find((one) => objectId(refOf(one)) === objectId(ref))
        if (object !== undefined) return detailOf(object, { objects, around: held, isSeen: isSeen(held.standing), now: now() })
        return held.standing.coming.includes(kindKey(ref)) ? undefined : null
      }
      let before = ''
      for await (const detail of lookOn({ begin: looking(hold, look), pace: 2 * pace, lookAgainAfter: () => again }, signal)) {
        const text = JSON.stringify(detail)
        if (detail !== undefined && text !== before) yield detail
        before = text ?? ''
      }
    },
    log: (log, signal) => followLog(log, kube, signal),
  }
}

async function* changes(views: AsyncIterable<View>): AsyncGenerator<ViewChange, void> {
  let before: View | undefined
  for await (const after of views) {
    const change = changeBetween(before, after)
    if (change !== undefined) yield change
    before = after
  }
}
