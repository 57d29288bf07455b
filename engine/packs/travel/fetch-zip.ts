import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { ProblemError } from '#contract/problem.ts'
import { downloadTo } from './download.ts'
import type { Fetched, Fetching } from './fetching.ts'
import type { PackSource } from './pack-source.ts'
import { archiveProblem } from './read-tar.ts'
import { travelLimits } from './travel-limits.ts'
import { tooBig, Unpacker, type ArchiveEntry, type Content } from './unpack.ts'

export async function fetchZip({ source, isRemote }: Extract<PackSource, { kind: 'zip' }>, { into, beside, signal }: Fetching): Promise<Fetched> {
  const file = isRemote ? join(beside, 'pack.zip') : source
  if (isRemote) await downloadTo(file, { address: source, limit: travelLimits.archiveBytes, signal })
  await unpackZip(file, into, signal)
  return { revision: await digestOf(file) }
}

async function unpackZip(file: string, into: string, signal: AbortSignal): Promise<void> {
  const { size } = await stat(file)
  if (size > travelLimits.archiveBytes) throw tooBig()
  try {
    // Names are judged by us, like those of every archive.
    const zip = await openPromise(file, { decodeStrings: false, autoClose: false })
    try {
      const unpacker = new Unpacker(into, size)
      for await (const entry of zip.eachEntry()) await putEntry(zip, entry, unpacker, signal)
    } finally {
      zip.close()
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : archiveProblem(error)
  }
}

async function putEntry(zip: ZipFile, entry: Entry, unpacker: Unpacker, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const path = nameOf(entry)
  if (entry.isEncrypted()) throw new ProblemError({ code: 'pack-archive-locked', params: {} })
  await unpacker.put({ path, kind: kindOf(entry, path) }, contentOf(zip, entry))
}

async function* contentOf(zip: ZipFile, entry: Entry): Content {
  yield* (await zip.openReadStreamPromise(entry)) as Content
}

const nameOf = ({ fileNameRaw, fileName }: Entry): string => Buffer.from(fileNameRaw ?? fileName).toString('utf8')

const unixKinds: Readonly<Record<number, ArchiveEntry['kind']>> = { 0o000000: 'file', 0o100000: 'file', 0o040000: 'folder', 0o120000: 'link' }

/** The upper half of the attributes holds what Unix calls the mode, whatever system says it wrote them. */
function kindOf({ externalFileAttributes }: Entry, path: string): ArchiveEntry['kind'] {
  const unix = unixKinds[(externalFileAttributes >>> 16) & 0o170000] ?? 'special'
  return unix === 'file' && path.endsWith('/') ? 'folder' : unix
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return `sha256:${hash.digest('hex')}`
}
