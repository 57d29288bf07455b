import type { AttachedTerminal } from '../../../engine/terminals/terminal-host.ts'

/** A person at a terminal: types, and reads until what they wait for has come. Everything that was shown is in `shown`. */
export class AtATerminal {
  readonly attached: AttachedTerminal
  #chunks: Buffer[] = []
  #bytes = 0
  #look = (): void => {}

  constructor(attached: AttachedTerminal) {
    this.attached = attached
    attached.stream.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk)
      this.#bytes += chunk.length
      this.#look()
    })
    attached.stream.on('error', () => {})
  }

  /** What came, without colours and the like. */
  get shown(): string {
    this.#chunks = [Buffer.concat(this.#chunks)]
    // oxlint-disable-next-line no-control-regex -- these are the escapes of a terminal
    return String(this.#chunks[0]).replaceAll(/\x1b(?:\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07|[=>])/g, '')
  }

  get bytes(): number {
    return this.#bytes
  }

  type(keys: string): void {
    this.attached.stream.write(Buffer.from(keys))
  }

  /** Types a line and reads until its answer. */
  async run(command: string, answer: string | RegExp): Promise<string> {
    const before = this.shown.length
    this.type(`${command}\r`)
    return this.until(answer, before)
  }

  async until(wanted: string | RegExp, from = 0, seconds = 15): Promise<string> {
    const isThere = (): boolean => {
      const text = this.shown.slice(from)
      return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
    }
    if (!isThere()) await this.#wait(isThere, `${String(wanted)} after ${seconds} s; shown: ${JSON.stringify(this.shown.slice(from).slice(-500))}`, seconds)
    return this.shown.slice(from)
  }

  leave(): void {
    this.attached.dispose()
  }

  #wait(isThere: () => boolean, what: string, seconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`never saw ${what} … now: ${JSON.stringify(this.shown.slice(-500))}`)), seconds * 1000)
      this.#look = () => {
        if (!isThere()) return
        clearTimeout(timer)
        this.#look = () => {}
        resolve()
      }
    })
  }
}
