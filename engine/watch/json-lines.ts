const newline = 0x0a
/** An object is at most 1.5 MB in etcd; what is this much longer is no watch event. */
const longestLine = 64 * 1024 * 1024

/** Puts the lines of a stream together from chunks that may cut anywhere, inside a character too. */
export class JsonLines {
  #rest: Buffer[] = []
  #restLength = 0

  /** Calls `onLine` for each line that `chunk` completes. */
  push(chunk: Buffer, onLine: (line: string) => void): void {
    let start = 0
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      const line = this.#completed(chunk, start, end)
      start = end + 1
      if (line !== '') onLine(line)
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start))
  }

  #completed(chunk: Buffer, start: number, end: number): string {
    if (this.#restLength === 0) return chunk.toString('utf8', start, end)
    const line = Buffer.concat([...this.#rest, chunk.subarray(start, end)]).toString('utf8')
    this.#rest = []
    this.#restLength = 0
    return line
  }

  #keep(part: Buffer): void {
    this.#rest.push(part)
    this.#restLength += part.length
    if (this.#restLength > longestLine) throw new Error(`a line of the watch is longer than ${longestLine} bytes`)
  }
}
