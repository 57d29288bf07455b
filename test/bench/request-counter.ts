import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import type { Disposable } from '#contract/lifecycle.ts'

export interface CountedRequests extends Disposable {
  /** Paths asked of the API server so far, watches among them. */
  readonly api: readonly string[]
  /** Paths asked of anybody else: Docker. */
  readonly others: readonly string[]
}

/** Counts every request that this thread makes, as Node itself sees them: whatever library makes them cannot hide any. */
export function countRequests(server: string): CountedRequests {
  const { hostname, port } = new URL(server)
  const api: string[] = []
  const others: string[] = []
  // The shapes of these messages are Node's own (diagnostics_channel, built-in channels).
  const overHttp1 = (message: unknown): void => {
    const { request } = message as { readonly request: ClientRequest }
    const isApi = request.host === hostname && String(request.getHeader('host')).endsWith(`:${port}`)
    ;(isApi ? api : others).push(request.path)
  }
  const overHttp2 = (message: unknown): void => {
    const { headers } = message as { readonly headers: Readonly<Record<string, unknown>> }
    api.push(String(headers[':path']))
  }
  subscribe('http.client.request.start', overHttp1)
  subscribe('http2.client.stream.created', overHttp2)
  return {
    api,
    others,
    dispose: () => {
      unsubscribe('http.client.request.start', overHttp1)
      unsubscribe('http2.client.stream.created', overHttp2)
    },
  }
}

export const isWatch = (path: string): boolean => /[?&]watch=/.test(path)
