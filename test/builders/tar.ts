/** A file of an archive; a folder where the name ends with a slash. */
export interface TarEntry {
  readonly name: string
  readonly content?: Buffer | string
  readonly mode?: number
  /** What a symbolic link points at. */
  readonly link?: string
  /** The letter of its kind, where it is none of the usual: `1` a hard link, `3` a device, `6` a pipe. */
  readonly kind?: string
}

/** A tar archive in memory (POSIX ustar), owned by root, from 1970. */
export function tarOf(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(entryBlocks), Buffer.alloc(1024)])
}

function entryBlocks(entry: TarEntry): Buffer[] {
  const content = Buffer.from(entry.content ?? '')
  return [header(entry, content.length), content, Buffer.alloc((512 - (content.length % 512)) % 512)]
}

function header({ name, mode, link, kind }: TarEntry, size: number): Buffer {
  const block = Buffer.alloc(512)
  const isFolder = name.endsWith('/')
  const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`
  block.write(name, 0)
  block.write(octal(mode ?? (isFolder ? 0o755 : 0o644), 8) + octal(0, 8) + octal(0, 8) + octal(size, 12) + octal(0, 12), 100)
  block.write(' '.repeat(8) + (kind ?? (link ? '2' : isFolder ? '5' : '0')), 148)
  block.write(link ?? '', 157)
  block.write('ustar\0' + '00', 257)
  block.write(octal(block.reduce((sum, byte) => sum + byte, 0), 7), 148)
  return block
}
