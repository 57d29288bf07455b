import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { Api } from '#contract/api.ts'
import { enginePort } from '#contract/desktop-port.ts'
import { problemFrom, type Problem } from '#contract/problem.ts'

export type EngineClient = ContractRouterClient<Api>

/** Where the engine is: reachable through `engine`, or gone until it comes back. */
export type Connection = { readonly kind: 'connected'; readonly engine: EngineClient } | { readonly kind: 'lost' }

/** A connection to this machine costs next to nothing. */
const longestPause = 1_000

/** Keeps the page connected to its engine, anew after each loss: over a MessagePort in the desktop app, over a WebSocket in a browser. */
export function keepConnected(onChange: (connection: Connection) => void): void {
  if (location.protocol === 'app:') followPorts(onChange)
  else keepSocket(onChange)
}

/** Takes each port that the desktop app hands over. A port does not tell by itself that its other end has died, so the app does. */
function followPorts(onChange: (connection: Connection) => void): void {
  let present: MessagePort | undefined
  const leave = (): void => {
    // Calls under way wait for this event before they fail.
    present?.dispatchEvent(new Event('close'))
    present?.close()
    present = undefined
  }
  addEventListener('message', ({ source, data, ports: [port] }: MessageEvent<unknown>) => {
    if (source !== window || (data !== enginePort.here && data !== enginePort.gone)) return
    leave()
    if (port === undefined) return onChange({ kind: 'lost' })
    present = port
    onChange({ kind: 'connected', engine: createORPCClient(new PortLink({ port })) })
    port.start()
  })
  postMessage(enginePort.wanted, location.origin)
}

function keepSocket(onChange: (connection: Connection) => void): void {
  let pause = 100
  const connect = (): void => {
    const socket = new WebSocket(`ws://${location.host}/rpc`)
    socket.addEventListener('open', () => {
      pause = 100
      onChange({ kind: 'connected', engine: createORPCClient(new SocketLink({ websocket: socket })) })
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
