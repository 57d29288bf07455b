import type { KubeObject } from '#contract/kube.ts'
import type { Problem } from '#contract/problem.ts'
import type { Reflector } from './reflector.ts'
import type { ScopeState, WatchHandle, WatchScope } from './watch.ts'

/** One scope and everybody who holds it. The watch itself may be among them (`isOurs`), and then its changes are told to nobody. */
export class SharedScope {
  readonly key: string
  readonly reflector: Reflector
  readonly #handles = new Set<ScopeHandle>()
  readonly #onUnwanted: () => void
  #isOurs = false

  constructor(key: string, reflector: Reflector, onUnwanted: () => void) {
    this.key = key
    this.reflector = reflector
    this.#onUnwanted = onUnwanted
  }

  hold(): WatchHandle {
    const handle = new ScopeHandle(this.reflector, () => this.#release(handle))
    this.#handles.add(handle)
    return handle
  }

  set isOurs(isOurs: boolean) {
    this.#isOurs = isOurs
    this.#endIfUnwanted()
  }

  get isHeld(): boolean {
    return this.#handles.size > 0
  }

  noticeState(): void {
    for (const handle of this.#handles) handle.noticeState()
  }

  dispose(): void {
    for (const handle of this.#handles) handle.dispose()
    this.isOurs = false
  }

  #release(handle: ScopeHandle): void {
    if (this.#handles.delete(handle)) this.#endIfUnwanted()
  }

  #endIfUnwanted(): void {
    if (!this.isHeld && !this.#isOurs) this.#onUnwanted()
  }
}

class ScopeHandle implements WatchHandle {
  readonly #reflector: Reflector
  readonly #release: () => void
  readonly #first = Promise.withResolvers<void>()

  constructor(reflector: Reflector, release: () => void) {
    this.#reflector = reflector
    this.#release = release
    // Nobody needs to wait for it; then nobody needs to hear that it will never come.
    this.#first.promise.catch(() => {})
    this.noticeState()
  }

  get scope(): WatchScope {
    return this.#reflector.scope
  }

  get state(): ScopeState {
    return this.#reflector.state
  }

  get problem(): Problem | undefined {
    return this.#reflector.problem
  }

  get objects(): ReadonlyMap<string, KubeObject> {
    return this.#reflector.picture.objects
  }

  async synced(signal?: AbortSignal): Promise<void> {
    if (signal === undefined) return this.#first.promise
    signal.throwIfAborted()
    const { promise, reject } = Promise.withResolvers<never>()
    const abort = (): void => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    await Promise.race([this.#first.promise, promise]).finally(() => signal.removeEventListener('abort', abort))
  }

  noticeState(): void {
    if (this.state !== 'syncing') this.#first.resolve()
  }

  dispose(): void {
    this.#first.reject(new Error(`the watch of ${this.scope.kind} was ended before its first list came`))
    this.#release()
  }
}
