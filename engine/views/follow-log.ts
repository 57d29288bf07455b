import type { LogLine, LogOf, LogPart } from '#contract/views.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import { KubeError } from '../kube/kube-error.ts'
import { queryOf } from '../kube/resource-path.ts'

/** So many lines from before are shown, and so many are kept by whoever shows them. */
const tailLines = 2_000
/** Lines that come within this time are told together, milliseconds. */
const batch = 100

/** A container's log through the API server: its last lines, then what comes. */
export async function* followLog({ namespace, pod, container, previous, follow }: LogOf, kube: Pick<KubeClient, 'follow'>, signal: AbortSignal): AsyncGenerator<LogPart, void> {
  const query = queryOf({ container, tailLines, timestamps: true, ...(previous ? { previous } : {}), ...(follow && !previous ? { follow } : {}) })
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log${query}`
  const gathered = new Gathering(kube.follow(path, signal))
  for (;;) {
    const { lines, isOver } = await gathered.next()
    if (signal.aborted) return
    yield { lines, ...(isOver && { isOver }) }
    if (isOver) return
    await new Promise((resolve) => setTimeout(resolve, batch))
  }
}

/** Reads on while whoever shows the lines is busy, and keeps no more than they would. */
class Gathering {
  #lines: LogLine[] = []
  #rest = ''
  #isOver = false
  #failure: unknown
  #wake = (): void => {}

  constructor(pieces: AsyncIterable<string>) {
    void this.#read(pieces)
  }

  async next(): Promise<{ readonly lines: readonly LogLine[]; readonly isOver: boolean }> {
    if (this.#lines.length === 0 && !this.#isOver) await new Promise<void>((resolve) => (this.#wake = resolve))
    if (this.#failure !== undefined) throw this.#failure
    const lines = this.#lines
    this.#lines = []
    return { lines, isOver: this.#isOver }
  }

  async #read(pieces: AsyncIterable<string>): Promise<void> {
    try {
      for await (const piece of pieces) this.#take(piece)
      if (this.#rest !== '') this.#lines.push(lineIn(this.#rest))
    } catch (error) {
      if (!hasNoLog(error)) this.#failure = error
    }
    this.#isOver = true
    this.#wake()
  }

  #take(piece: string): void {
    const lines = (this.#rest + piece).split('\n')
    this.#rest = lines.pop() ?? ''
    this.#lines.push(...lines.map(lineIn))
    if (this.#lines.length > tailLines) this.#lines = this.#lines.slice(-tailLines)
    if (this.#lines.length > 0) this.#wake()
  }
}

/** A container that waits to be started, or has no earlier one, has said nothing (400); one that is gone says nothing any more. */
const hasNoLog = (error: unknown): boolean => error instanceof KubeError && (error.code === 400 || error.code === 404)

/** `2026-11-24T09:00:00.123456789Z text`: the kubelet writes the time before each line. */
export function lineIn(line: string): LogLine {
  const [, time = '', text = ''] = /^(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)) ?(.*)$/s.exec(line) ?? []
  const at = Date.parse(time)
  return Number.isNaN(at) ? { text: line } : { at, text }
}
