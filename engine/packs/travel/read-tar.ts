import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import { ProblemError } from '#contract/problem.ts'
import { packLimits } from '../pack-limits.ts'
import { judgeGrowth, shown, tooBig, Unpacker, type ArchiveEntry, type Content } from './unpack.ts'

/** Headers and padding around the files of a pack at its limit. */
const tarBytes = packLimits.packBytes + packLimits.files * 2048

export interface TarFile {
  readonly file: string
  readonly isGzip: boolean
  readonly signal: AbortSignal
}

/** Unpacks a tar file into a fresh folder. */
export async function unpackTar({ file, isGzip, signal }: TarFile, into: string): Promise<void> {
  const { size } = await stat(file)
  const entries = extract()
  const bytes = createReadStream(file, { signal })
  const counted = (source: AsyncIterable<Buffer>): AsyncIterable<Buffer> => countTar(source, isGzip ? size : Infinity)
  // Its failure reaches the reader of the entries.
  if (isGzip) pipeline(bytes, createGunzip(), counted, entries, () => {})
  else pipeline(bytes, counted, entries, () => {})
  const unpacker = new Unpacker(into, isGzip ? size : Infinity)
  try {
    for await (const entry of entries) await unpacker.put({ path: entry.header.name, kind: kindOf(entry.header) }, entry as Content)
  } catch (error) {
    throw signal.aborted ? signal.reason : archiveProblem(error)
  } finally {
    entries.destroy()
    bytes.destroy()
  }
}

/** Counts what no entry shows as well: headers of headers can be as large as files. */
async function* countTar(source: AsyncIterable<Buffer>, packed: number): AsyncIterable<Buffer> {
  let bytes = 0
  for await (const chunk of source) {
    bytes += chunk.length
    judgeGrowth(bytes, packed)
    if (bytes > tarBytes) throw tooBig()
    yield chunk
  }
}

function kindOf({ type }: Header): ArchiveEntry['kind'] {
  if (type === 'file' || type === null || type === undefined) return 'file'
  if (type === 'directory') return 'folder'
  return type === 'symlink' || type === 'link' ? 'link' : 'special'
}

/** What a reader of archives says of a damaged one, as a Problem; ours as they are. */
export function archiveProblem(error: unknown): unknown {
  if (error instanceof ProblemError || (error instanceof Error && 'code' in error && isOfTheDisk(String(error.code)))) return error
  return new ProblemError({ code: 'pack-archive-broken', params: { reason: shown(error instanceof Error ? error.message : String(error)) } }, { cause: error })
}

const isOfTheDisk = (code: string): boolean => ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EIO'].includes(code)
