import { crc32, deflateRawSync } from 'node:zlib'

/** An entry of an archive, honest or not. */
export interface ZipEntry {
  readonly name: string
  readonly content?: Buffer | string
  /** What Unix calls the mode: 0o120777 is a link, 0o020666 a device. */
  readonly mode?: number
  readonly isEncrypted?: boolean
  /** What the header says it unpacks to, where that is not so. */
  readonly claims?: number
}

/** A zip archive in memory (PKWARE's APPNOTE 6.3), whatever its entries are. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const packed = deflateRawSync(Buffer.from(entry.content ?? ''))
    const name = Buffer.from(entry.name)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common(entry, packed, name), name, packed])
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), words(0x031e), common(entry, packed, name), words(0, 0, 0), longs((entry.mode ?? 0o100644) * 65_536, offset), name]))
    parts.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  return Buffer.concat([...parts, listed, Buffer.from('PK\x05\x06'), words(0, 0, entries.length, entries.length), longs(listed.length, offset), words(0)])
}

/** What stands in both headers: version, flags, method, time, date, checksum, sizes, lengths of names. */
function common({ content = '', isEncrypted = false, claims }: ZipEntry, packed: Buffer, name: Buffer): Buffer {
  const bytes = Buffer.from(content)
  return Buffer.concat([words(20, 0x0800 + (isEncrypted ? 1 : 0), 8, 0, 0x21), longs(crc32(bytes), packed.length, claims ?? bytes.length), words(name.length, 0)])
}

const words = (...values: readonly number[]): Buffer => Buffer.concat(values.map((value) => Buffer.from([value & 255, value >> 8])))

function longs(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => bytes.writeUInt32LE(value >>> 0, index * 4))
  return bytes
}
