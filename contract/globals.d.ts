// The one global of every host (Node, browsers, Electron) that the contract names, so that it needs neither DOM nor Node types.
interface AbortSignal {
  readonly aborted: boolean
  readonly reason: any
  throwIfAborted(): void
}
