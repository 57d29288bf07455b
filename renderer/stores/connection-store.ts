import { create } from 'zustand'
import { keepConnected, type Connection, type EngineClient } from '../rpc.ts'

/** Whether the engine is there, and the client that speaks to it. */
export const useConnection = create<Connection>(() => ({ kind: 'lost' }))

export function startConnection(): void {
  keepConnected((connection) => useConnection.setState(connection, true))
}

/** Runs `follow` whenever there is a connection, anew after each loss; its signal ends when the connection goes. */
export function whileConnected(follow: (engine: EngineClient, signal: AbortSignal) => Promise<void>): () => void {
  let current = new AbortController()
  const begin = (connection: Connection): void => {
    current.abort()
    current = new AbortController()
    // A stream that breaks with its connection is begun again with the next one.
    if (connection.kind === 'connected') void follow(connection.engine, current.signal).catch(() => {})
  }
  begin(useConnection.getState())
  const unsubscribe = useConnection.subscribe(begin)
  return () => {
    unsubscribe()
    current.abort()
  }
}

/** The client, for a call that a person's click makes; throws when the engine is not there. */
export function engine(): EngineClient {
  const connection = useConnection.getState()
  if (connection.kind !== 'connected') throw new Error('the engine is not connected')
  return connection.engine
}
