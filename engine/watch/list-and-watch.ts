import type { KubeObject } from '#contract/kube.ts'
import type { ResourceFacts } from '../kube/kube-client.ts'
import { queryOf, resourcePath } from '../kube/resource-path.ts'
import type { ApiSession } from './api-session.ts'
import { JsonLines } from './json-lines.ts'
import { parseList, parseWatchEvent, type WatchEvent } from './watch-event.ts'
import { Silence } from './watch-problems.ts'

/** The objects of one kind, in one namespace or in all, over one session. */
export interface Collection {
  readonly session: ApiSession
  readonly facts: ResourceFacts
  readonly namespace: string | undefined
  readonly signal: AbortSignal
  /** A list must be complete, and a watch must have begun, within so many milliseconds. */
  readonly within: number
}

const pageSize = 500

export interface CompleteList {
  readonly items: readonly KubeObject[]
  readonly version: string
}

/**
 * Everything, as of one version. Without a resourceVersion the server answers with the newest state there is, never with a cache's older
 * one (so no resourceVersionMatch belongs here); further pages are of the same version. A streamed list (sendInitialEvents) would spare
 * a big server's memory and saves us nothing: one round trip less, and it waits for a bookmark.
 */
export async function listAll(collection: Collection): Promise<CompleteList> {
  const deadline = deadlineFor(collection)
  const items: KubeObject[] = []
  try {
    let next: string | undefined
    for (;;) {
      const page = await onePage(collection, deadline.signal, { limit: pageSize, continue: next })
      items.push(...page.items)
      if (page.next === undefined) return { items, version: page.version }
      next = page.next
    }
  } finally {
    deadline.met()
  }
}

/** The server's newest version, for the price of one object. */
export async function newestVersion(collection: Collection): Promise<string> {
  const deadline = deadlineFor(collection)
  try {
    return (await onePage(collection, deadline.signal, { limit: 1 })).version
  } finally {
    deadline.met()
  }
}

export interface Follower {
  /** The server granted the watch. */
  began(): void
  /** Called for each event in its order, synchronously as its bytes arrive. */
  event(event: WatchEvent): void
}

/** Every change after `version`. Resolves when the server ends the watch, or the connection does. */
export async function followChanges(collection: Collection, version: string, follower: Follower): Promise<void> {
  const { session, facts, namespace, signal } = collection
  const deadline = deadlineFor(collection)
  const lines = new JsonLines()
  const path = resourcePath(facts, { namespace }) + queryOf({ watch: 1, allowWatchBookmarks: true, resourceVersion: version })
  const onLine = (line: string): void => {
    if (!signal.aborted) follower.event(parseWatchEvent(line))
  }
  const began = (): void => {
    deadline.met()
    follower.began()
  }
  try {
    await session.stream(path, { signal: deadline.signal, opened: began, chunk: (chunk) => lines.push(chunk, onLine) })
  } finally {
    deadline.met()
  }
}

async function onePage({ session, facts, namespace }: Collection, signal: AbortSignal, query: { limit: number; continue?: string | undefined }) {
  return parseList(await session.text(resourcePath(facts, { namespace }) + queryOf(query), signal), facts)
}

function deadlineFor({ signal, within, facts }: Collection): { readonly signal: AbortSignal; met(): void } {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(new Silence(within, `no answer about ${facts.plural}`)), within)
  return { signal: AbortSignal.any([signal, late.signal]), met: () => clearTimeout(timer) }
}
