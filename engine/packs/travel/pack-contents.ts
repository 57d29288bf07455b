import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ProblemError } from '#contract/problem.ts'
import { readPackFiles } from '../pack-files.ts'
import { packRefused } from './pack-refused.ts'
import { shown } from './unpack.ts'

/** A pack's files by what is in them. */
export interface PackContents {
  /** Path → SHA-256, in hexadecimal; without the list, its signature and the key. */
  readonly digests: ReadonlyMap<string, string>
  readonly bytes: number
  /** Of all of it: what stands in `pack.lock` when it is written now. */
  readonly digest: string
}

/** The list of a pack's files, what minisign writes beside it, and the key that an author may send along. */
export const signingFiles = { list: 'pack.lock', signature: 'pack.lock.minisig', key: 'minisign.pub' } as const

/** Reads every file once; refuses what is no lab's data. */
export async function readContents(folder: string, source: string): Promise<PackContents> {
  const read = await readPackFiles(folder)
  if ('problems' in read) throw packRefused(source, read.problems)
  const digests = new Map<string, string>()
  let bytes = 0
  for (const path of [...read.files.keys()].toSorted()) {
    const content = await readFile(join(folder, path))
    if (!isData(path, content)) throw new ProblemError({ code: 'pack-not-data', params: { path: shown(path) } })
    bytes += content.length
    if (!isSigning(path)) digests.set(path, sha256(content))
  }
  return { digests, bytes, digest: `sha256:${sha256(listOf(digests))}` }
}

/** As `sha256sum` writes and checks it. */
export const listOf = (digests: ReadonlyMap<string, string>): string => [...digests].map(([path, digest]) => `${digest}  ${path}\n`).join('')

/** What such a list says; undefined for one that says anything else, or names a file twice. */
export function readList(text: string): ReadonlyMap<string, string> | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line !== '')
  const entries = lines.map((line) => /^([0-9a-f]{64}) [ *](?:\.\/)?(.+)$/.exec(line))
  const digests = new Map(entries.flatMap((entry) => (entry?.[1] && entry[2] ? [[entry[2], entry[1]] as const] : [])))
  return digests.size === lines.length ? digests : undefined
}

const isSigning = (path: string): boolean => Object.values<string>(signingFiles).includes(path)
const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex')

const labData = /\.(ya?ml|md|sh|json|txt|png|jpe?g|webp|gif|svg)$/
const paper = /^(LICEN[CS]E|NOTICE|README|AUTHORS|CHANGELOG)(\.\w+)?$/
/** What a learner gets to work with: anything but a program. */
const workspaceFile = /^[^/]+\/files\//

function isData(path: string, content: Buffer): boolean {
  if (isProgram(content)) return false
  return labData.test(path) || isSigning(path) || paper.test(path) || workspaceFile.test(path)
}

/** ELF, Windows, Mach-O (either order, and for several processors, as Java's classes), WebAssembly. */
const programBeginnings = ['7f454c46', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe', '0061736d'].map((hex) => Buffer.from(hex, 'hex'))

function isProgram(content: Buffer): boolean {
  const isWindows = content.subarray(0, 2).toString('latin1') === 'MZ' && content.subarray(0, 256).includes(0)
  return isWindows || programBeginnings.some((beginning) => content.subarray(0, beginning.length).equals(beginning))
}
