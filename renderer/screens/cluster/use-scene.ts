import { useMemo } from 'react'
import { create } from 'zustand'
import type { ObjectSummary, Tone } from '#contract/views.ts'
import { useAttempts } from '../../stores/attempts-store.ts'
import { goTo, goOnTo, usePlace, type ClusterPlace } from '../../stores/place-store.ts'
import { useScope, useSeen } from '../../stores/views-store.ts'
import { isShown, type Scope } from './where-to-look.ts'

/** The one tone that a person looks at; all where there is none. */
export const useTone = create<{ readonly tone: Tone | undefined }>(() => ({ tone: undefined }))

const none: readonly string[] = []

/** Where to look: what was chosen, or the lab's own namespaces. */
export function useWhere(attempt: string | undefined): Scope {
  const chosen = useScope((state) => state.chosen)
  const labs = useAttempts(({ attempts }) => (attempt === undefined ? undefined : attempts[attempt]?.namespaces))
  return useMemo(() => ({ chosen, labs: labs === undefined ? none : Object.values(labs) }), [chosen, labs])
}

/** The objects that are shown, in no order. */
export function useShown(scope: Scope, isFiltered: boolean): readonly ObjectSummary[] {
  const objects = useSeen((seen) => seen.objects)
  const filter = useScope((state) => state.filter)
  const tone = useTone((state) => state.tone)
  return useMemo(() => [...objects.values()].filter((object) => isShown(object, { scope, filter: isFiltered ? filter : '', tone: isFiltered ? tone : undefined })), [objects, scope, filter, tone, isFiltered])
}

/** Looks at an object more closely; Back leads from it. */
export function openObject(object: string): void {
  const { place } = usePlace.getState()
  if (place.kind === 'cluster') goTo({ ...place, object })
}

export function closeObject(): void {
  const { place } = usePlace.getState()
  if (place.kind !== 'cluster') return
  const { object: _object, ...rest } = place
  goTo(rest)
}

/** Another way to look; what is looked at more closely stays. */
export const lookAt = (place: ClusterPlace): void => goOnTo(place)
