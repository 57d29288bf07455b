import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ProblemError } from '#contract/problem.ts'
import { isPlainName } from '../pack-files.ts'
import { packLimits } from '../pack-limits.ts'
import { travelLimits } from './travel-limits.ts'

/** One entry of an archive, as its header tells it: nothing of that is believed. */
export interface ArchiveEntry {
  readonly path: string
  readonly kind: 'file' | 'folder' | 'link' | 'special'
}

export type Content = AsyncIterable<Uint8Array>

/**
 * Writes the entries of an archive into a fresh folder that is ours alone: ordinary files under plain names, nothing else,
 * and no more than a pack may hold. The first entry that is anything else ends it.
 */
export class Unpacker {
  readonly #root: string
  readonly #packedBytes: number
  readonly #seen = new Set<string>()
  #entries = 0
  #bytes = 0

  constructor(root: string, packedBytes: number) {
    this.#root = root
    this.#packedBytes = packedBytes
  }

  async put({ path, kind }: ArchiveEntry, content: Content): Promise<void> {
    this.#entries += 1
    if (this.#entries > packLimits.files) throw new ProblemError({ code: 'pack-too-many', params: { limit: packLimits.files } })
    const place = placeOf(path)
    // What is not kept is counted all the same.
    if (place === undefined || kind === 'folder') return this.#passOver(content)
    if (kind === 'link') throw refusal('pack-holds-link', path)
    if (kind === 'special') throw refusal('pack-holds-device', path)
    await this.#write(place, content)
  }

  async #write(place: string, content: Content): Promise<void> {
    const spelt = place.toLowerCase()
    if (this.#seen.has(spelt)) throw refusal('pack-path-twice', place)
    this.#seen.add(spelt)
    const target = join(this.#root, place)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    // Only a file that is new: what cannot be a link cannot lead elsewhere.
    const file = await open(target, 'wx', 0o600)
    try {
      for await (const chunk of content) {
        this.#count(chunk.length)
        await file.write(chunk)
      }
    } finally {
      await file.close()
    }
  }

  async #passOver(content: Content): Promise<void> {
    for await (const chunk of content) this.#count(chunk.length)
  }

  #count(bytes: number): void {
    this.#bytes += bytes
    judgeGrowth(this.#bytes, this.#packedBytes)
    if (this.#bytes > packLimits.packBytes) throw tooBig()
  }
}

/** Refuses what unfolds like something that is made to fill a disk. */
export function judgeGrowth(unpacked: number, packed: number): void {
  if (unpacked > travelLimits.ratioFrom && unpacked > packed * travelLimits.ratio) throw new ProblemError({ code: 'pack-is-bomb', params: { ratio: travelLimits.ratio } })
}

export const tooBig = (): ProblemError => new ProblemError({ code: 'pack-too-big', params: { limit: packLimits.packBytes / 2 ** 20 } })

/**
 * Where an entry goes, with forward slashes; undefined for files of editors, of version control and of the system that packed it.
 * Throws for a path that leads out of the pack, whichever system would read it so.
 */
export function placeOf(path: string): string | undefined {
  if (path === '' || /^[/\\]|^[A-Za-z]:|[\0\\]/.test(path)) throw refusal('pack-path-escapes', path)
  const names = path.split('/').filter((name) => name !== '' && name !== '.')
  if (names.includes('..')) throw refusal('pack-path-escapes', path)
  if (names.length === 0 || names.some((name) => name.startsWith('.') || name === '__MACOSX')) return undefined
  // One more than in a pack: its own folder may be around it.
  if (names.length > packLimits.folders + 2 || !names.every(isPlainName)) throw refusal('pack-name-unfit', path)
  return names.join('/')
}

function refusal(code: 'pack-path-escapes' | 'pack-holds-link' | 'pack-holds-device' | 'pack-name-unfit' | 'pack-path-twice', path: string): ProblemError {
  return new ProblemError({ code, params: { path: shown(path) } })
}

/** A stranger's text on our screen: no control characters, and not pages of it. */
export const shown = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '?').slice(0, 200)
