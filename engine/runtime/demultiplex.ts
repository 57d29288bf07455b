/**
 * Takes apart the stream of a container without a TTY: frames of an 8-byte header (stream number, three zeroes,
 * length) and a body. https://docs.docker.com/reference/api/engine/#tag/Container/operation/ContainerAttach
 * Chunks may end anywhere; bytes stay bytes, so that no letter is cut in two.
 */
export class Demultiplexer {
  readonly stdout: Buffer[] = []
  readonly stderr: Buffer[] = []
  /** Both streams in the order in which they came. */
  readonly both: Buffer[] = []
  #waiting: Buffer[] = []
  #bytes = 0

  push(chunk: Buffer): void {
    this.#waiting.push(chunk)
    this.#bytes += chunk.length
    for (let frame = this.#nextFrame(); frame !== undefined; frame = this.#nextFrame()) this.#deliver(frame)
  }

  #nextFrame(): Buffer | undefined {
    if (this.#bytes < headerLength) return undefined
    const all = this.#joined()
    const end = headerLength + all.readUInt32BE(4)
    if (all.length < end) return undefined
    this.#waiting = [all.subarray(end)]
    this.#bytes -= end
    return all.subarray(0, end)
  }

  #joined(): Buffer {
    const all = this.#waiting.length === 1 && this.#waiting[0] ? this.#waiting[0] : Buffer.concat(this.#waiting)
    this.#waiting = [all]
    return all
  }

  #deliver(frame: Buffer): void {
    const body = frame.subarray(headerLength)
    const stream = frame[0] === 2 ? this.stderr : this.stdout
    stream.push(body)
    this.both.push(body)
  }
}

const headerLength = 8
