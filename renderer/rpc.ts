import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { Api } from '#contract/api.ts'
import { problemFrom, type Problem } from '#contract/problem.ts'

export type EngineClient = ContractRouterClient<Api>

/** Where the engine is: reachable through `engine`, or gone until it comes back. */
export type Connection = { readonly kind: 'connected'; readonly engine: EngineClient } | { readonly kind: 'lost' }

const longestPause = 3_000

/** Keeps a WebSocket to the engine that serves this page, connecting anew as soon as it answers again. */
export function keepConnected(onChange: (connection: Connection) => void): void {
  let pause = 100
  const connect = (): void => {
    const socket = new WebSocket(`ws://${location.host}/rpc`)
    socket.addEventListener('open', () => {
      pause = 100
      onChange({ kind: 'connected', engine: createORPCClient(new RPCLink({ websocket: socket })) })
    })
    socket.addEventListener('close', () => {
      onChange({ kind: 'lost' })
      setTimeout(connect, pause)
      pause = Math.min(pause * 2, longestPause)
    })
  }
  connect()
}

/** The Problem that the engine sent with a failed call, or the failure itself as one. */
export function problemOf(error: unknown): Problem {
  const data = typeof error === 'object' && error !== null && 'data' in error ? error.data : undefined
  return isProblem(data) ? data : problemFrom(error)
}

const isProblem = (value: unknown): value is Problem => typeof value === 'object' && value !== null && 'code' in value && 'params' in value
