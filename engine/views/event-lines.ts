import type { KubeObject } from '#contract/kube.ts'
import type { EventLine } from '#contract/views.ts'
import type { Event } from '../diagnosis/shapes.ts'

/** More are history that nobody scrolls to. */
const most = 500

/** Events, the newest first. */
export function eventLines(events: readonly KubeObject[]): readonly EventLine[] {
  return events.map((event) => eventLine(event as EventParts)).toSorted((one, other) => other.at - one.at).slice(0, most)
}

interface EventParts extends Event {
  readonly count?: number
  readonly firstTimestamp?: string | null
  readonly involvedObject?: { readonly apiVersion?: string; readonly kind?: string; readonly namespace?: string; readonly name?: string; readonly uid?: string }
  readonly series?: { readonly lastObservedTime?: string; readonly count?: number }
}

function eventLine(event: EventParts): EventLine {
  const { metadata, involvedObject = {}, series, type, reason = '', message = '' } = event
  const madeAt = timeIn(metadata.creationTimestamp)
  const { apiVersion = 'v1', kind = '', namespace, name = '' } = involvedObject
  return {
    id: `${metadata.namespace ?? ''}/${metadata.name}`,
    at: timeIn(series?.lastObservedTime, event.lastTimestamp, event.eventTime) || madeAt,
    firstAt: timeIn(event.firstTimestamp, event.eventTime) || madeAt,
    count: series?.count ?? event.count ?? 1,
    isWarning: type === 'Warning',
    reason,
    message,
    about: { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) },
  }
}

/** The first of these times that there is. */
const timeIn = (...times: readonly (string | null | undefined)[]): number => Date.parse(times.find((one) => typeof one === 'string') ?? '') || 0
