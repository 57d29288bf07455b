/** What Chromium 83 lacks of what the page and its workers use. */
import 'core-js/actual'

type Missing = Record<string, unknown>
const define = (target: object, missing: Missing): void => {
  for (const [name, value] of Object.entries(missing)) if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true })
}

class StrongRef<Value> {
  private readonly value: Value

  constructor(value: Value) {
    this.value = value
  }

  deref(): Value {
    return this.value
  }
}

function anySignal(signals: readonly AbortSignal[]): AbortSignal {
  const controller = new AbortController()
  for (const signal of signals) {
    if (signal.aborted) controller.abort()
    signal.addEventListener('abort', () => controller.abort(), { once: true })
  }
  return controller.signal
}

function timeoutSignal(milliseconds: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), milliseconds)
  return controller.signal
}

function randomUUID(): string {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-')
}

define(globalThis, { WeakRef: StrongRef, FinalizationRegistry: class { register(): void {} unregister(): void {} } })
define(AbortSignal, { any: anySignal, timeout: timeoutSignal })
define(AbortSignal.prototype, {
  reason: undefined,
  throwIfAborted(this: AbortSignal) {
    if (this.aborted) throw new DOMException('aborted', 'AbortError')
  },
})
define(crypto, { randomUUID })
if (typeof Element !== 'undefined') {
  const replaceChildren = function (this: ParentNode, ...nodes: (Node | string)[]): void {
    while (this.lastChild !== null) this.removeChild(this.lastChild)
    this.append(...nodes)
  }
  define(Element.prototype, { replaceChildren })
  define(Document.prototype, { replaceChildren })
  define(DocumentFragment.prototype, { replaceChildren })
}
