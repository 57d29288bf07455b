/** What goes into a container: a file where `content` is given, else a folder. */
export interface TarEntry {
  /** Without a leading slash. */
  readonly path: string
  readonly content?: string | Buffer
  readonly mode: number
  readonly uid: number
  readonly gid: number
}

const block = 512

/** A tar of a few small files (POSIX ustar), so that putting a kubeconfig into a container needs neither a program nor a file on this machine. */
export function tarOf(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap((entry) => [headerOf(entry), contentOf(entry)]), Buffer.alloc(2 * block)])
}

function headerOf({ path, content, mode, uid, gid }: TarEntry): Buffer {
  if (Buffer.byteLength(path) > 100) throw new Error(`too long a name for this tar: ${path}`)
  const header = Buffer.alloc(block)
  header.write(path, 0)
  header.write(octal(mode, 8), 100)
  header.write(octal(uid, 8), 108)
  header.write(octal(gid, 8), 116)
  header.write(octal(bytesOf(content).length, 12), 124)
  header.write(octal(Math.floor(Date.now() / 1000), 12), 136)
  // The checksum counts its own place as blanks.
  header.write(' '.repeat(8), 148)
  header.write(content === undefined ? '5' : '0', 156)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\x00 `, 148)
  return header
}

function contentOf({ content }: TarEntry): Buffer {
  const bytes = bytesOf(content)
  return Buffer.concat([bytes, Buffer.alloc((block - (bytes.length % block)) % block)])
}

const bytesOf = (content: string | Buffer = ''): Buffer => (typeof content === 'string' ? Buffer.from(content) : content)
const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\x00`
