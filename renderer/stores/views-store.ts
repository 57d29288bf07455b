import { create } from 'zustand'
import type { KindRef } from '#contract/kube.ts'
import type { EventLine, KindView, ObjectDetail, ObjectRef } from '#contract/views.ts'
import { problemOf, type EngineClient } from '../rpc.ts'
import { whileConnected } from './connection-store.ts'
import { afterChange, nothingSeen, withDifference, type Seen } from './seen.ts'

/** What the list or the map shows, whichever is open. */
export const useSeen = create<Seen>(() => nothingSeen)

export const followMap = (namespaces: readonly string[]): (() => void) => followChanges((engine, signal) => engine.views.map({ namespaces: [...namespaces] }, { signal }))

export const followList = (kind: KindRef, namespaces: readonly string[]): (() => void) => followChanges((engine, signal) => engine.views.list({ kind, namespaces: [...namespaces] }, { signal }))

function followChanges(open: (engine: EngineClient, signal: AbortSignal) => ReturnType<EngineClient['views']['map']>): () => void {
  useSeen.setState(nothingSeen)
  return whileConnected(async (engine, signal) => {
    try {
      for await (const change of await open(engine, signal)) useSeen.setState((before) => afterChange(before, change))
    } catch (error) {
      if (!signal.aborted) useSeen.setState({ ...nothingSeen, problem: problemOf(error) })
    }
  })
}

export const useEvents = create<{ readonly events: ReadonlyMap<string, EventLine> | undefined }>(() => ({ events: undefined }))

export function followEvents(namespaces: readonly string[]): () => void {
  useEvents.setState({ events: undefined })
  return whileConnected(async (engine, signal) => {
    useEvents.setState({ events: undefined })
    for await (const difference of await engine.views.events({ namespaces: [...namespaces] }, { signal })) useEvents.setState(({ events }) => ({ events: withDifference(events ?? new Map(), difference) }))
  })
}

/** The object that is looked at more closely: undefined until it is known, null while it is not there. */
export const useDetail = create<{ readonly detail: ObjectDetail | null | undefined }>(() => ({ detail: undefined }))

export function followDetail(ref: ObjectRef): () => void {
  useDetail.setState({ detail: undefined })
  return whileConnected(async (engine, signal) => {
    for await (const detail of await engine.views.object(ref, { signal })) useDetail.setState({ detail })
  })
}

export const useKinds = create<{ readonly kinds: readonly KindView[] }>(() => ({ kinds: [] }))

/** Kinds come with components and CRDs: they are read whenever somebody comes to look. */
export const readKinds = (): (() => void) => whileConnected(async (engine) => useKinds.setState({ kinds: await engine.views.kinds() }))

export const useNamespaces = create<{ readonly names: readonly string[] }>(() => ({ names: [] }))

export function followNamespaces(): () => void {
  let seen = nothingSeen
  return whileConnected(async (engine, signal) => {
    for await (const change of await engine.views.list({ kind: { apiVersion: 'v1', kind: 'Namespace' }, namespaces: [] }, { signal })) {
      seen = afterChange(seen, change)
      useNamespaces.setState({ names: [...seen.objects.values()].map(({ name }) => name).toSorted() })
    }
  })
}

/** The namespaces that a person has chosen; none: those of the lab that they come from, or else all but Kubernetes' own. */
export const useScope = create<{ readonly chosen: readonly string[]; readonly filter: string }>(() => ({ chosen: [], filter: '' }))
