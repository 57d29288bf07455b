import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Duplex } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Header } from 'tar-stream'
import { ProblemError } from '#contract/problem.ts'
import { eachTarEntry } from '../../files/each-tar-entry.ts'
import { isOfDisk } from '../../files/is-of-disk.ts'
import { packLimits } from '../pack-limits.ts'
import { judgeGrowth, shown, tooBig, Unpacker, type ArchiveEntry } from './unpack.ts'

/** Headers and padding around the files of a pack at its limit. */
const tarBytes = packLimits.packBytes + packLimits.files * 2048

export interface TarFile {
  readonly file: string
  readonly isGzip: boolean
  readonly signal: AbortSignal
}

/** Unpacks a tar file into a fresh folder. */
export async function unpackTar({ file, isGzip, signal }: TarFile, into: string): Promise<void> {
  const packed = isGzip ? (await stat(file)).size : Infinity
  const counting = Duplex.from((source: AsyncIterable<Buffer>) => countTar(source, packed))
  const unpacker = new Unpacker(into, packed)
  try {
    const through = isGzip ? [createGunzip(), counting] : [counting]
    await eachTarEntry({ file: createReadStream(file), through, signal }, (header, content) => unpacker.put({ path: header.name, kind: kindOf(header) }, content))
  } catch (error) {
    throw signal.aborted ? signal.reason : archiveProblem(error)
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
  if (error instanceof ProblemError || isOfDisk(error)) return error
  return new ProblemError({ code: 'pack-archive-broken', params: { reason: shown(error instanceof Error ? error.message : String(error)) } }, { cause: error })
}
