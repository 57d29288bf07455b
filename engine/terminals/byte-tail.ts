const smallest = 4_096
const newline = 0x0a

/**
 * The newest bytes of a stream, at most `limit`. They are copied in, since a chunk of one key's echo would otherwise
 * keep the whole block of memory alive that it was read into.
 */
export class ByteTail {
  readonly #limit: number
  #bytes: Buffer
  /** How many bytes ever came; the next one goes to this place, counted round the limit. */
  #count = 0

  constructor(limit: number) {
    this.#limit = limit
    this.#bytes = Buffer.alloc(Math.min(smallest, limit))
  }

  push(chunk: Uint8Array): void {
    const kept = chunk.subarray(Math.max(0, chunk.length - this.#limit))
    this.#count += chunk.length - kept.length
    this.#makeRoom(Math.min(this.#limit, this.#count + kept.length))
    const place = this.#count % this.#limit
    const untilEnd = this.#limit - place
    this.#bytes.set(kept.subarray(0, untilEnd), place)
    this.#bytes.set(kept.subarray(untilEnd), 0)
    this.#count += kept.length
  }

  /** From the first whole line on, where older bytes had to go: never from the middle of a letter or of a colour. */
  read(): Buffer {
    if (this.#count <= this.#limit) return Buffer.from(this.#bytes.subarray(0, this.#count))
    const oldest = this.#count % this.#limit
    return fromWholeLine(Buffer.concat([this.#bytes.subarray(oldest), this.#bytes.subarray(0, oldest)]))
  }

  #makeRoom(size: number): void {
    const now = this.#bytes.length
    if (size > now) this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(Math.min(this.#limit, Math.max(size, 2 * now)) - now)])
  }
}

/** Bytes without the line whose beginning is gone; a text of one endless line loses at most the rest of a letter. */
export function fromWholeLine(bytes: Buffer): Buffer {
  const end = bytes.indexOf(newline)
  if (end >= 0) return bytes.subarray(end + 1)
  const letter = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80)
  return bytes.subarray(Math.max(letter, 0))
}
