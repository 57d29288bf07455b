import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { DraftFinding } from '#contract/attempt.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import { endDrafts, reviseAttempts, type Revised } from '../engine/attempts/revise-attempts.ts'
import type { Home } from '../engine/files/home.ts'
import { forgetDeveloped, keepDeveloped } from '../engine/packs/developed-packs.ts'
import { loadPack } from '../engine/packs/load-pack.ts'
import { packLimits } from '../engine/packs/pack-limits.ts'
import type { LoadedPack } from '../engine/packs/pack-store.ts'
import { usualLimits } from '../engine/workspace/limits.ts'
import { watchFiles } from '../engine/workspace/watch-files.ts'
import { findingsOf, type PlacedFinding } from './findings.ts'

/** What one save came to. */
export interface Save {
  readonly savedAt: number
  /** What was saved, from the pack's folder; none at the first look. */
  readonly files: readonly string[]
  readonly findings: readonly PlacedFinding[]
  /** When the save that is on screen was made; the same as `savedAt` where this one loads, undefined while none has. */
  readonly shownFrom: number | undefined
  readonly labs: readonly string[]
  readonly revised: readonly (Revised & { readonly lab: string })[]
}

export interface Developing {
  readonly home: Home
  readonly folder: string
  /** Of this lab alone; of all that the pack has, unless said. */
  readonly lab?: string | undefined
  readonly onSave: (save: Save) => void
}

/**
 * Follows an author's folder: at each save the pack is read and linted, shown in the catalogue of every Kindlab of this home, and put
 * into attempts under way, as far as that can be done without beginning them anew. A save that does not load leaves the last one that did.
 */
export async function develop({ home, folder: written, lab, onSave }: Developing): Promise<AsyncDisposable> {
  const folder = resolve(written)
  const author = new Author({ home, folder, lab, onSave })
  // Watched before the first look: what is saved in between is not lost.
  const watching = await watchFiles(folder, { ...usualLimits, entries: packLimits.files, depth: packLimits.folders }, ({ added, changed, removed }) => author.saved([...added, ...changed, ...removed]))
  author.look([])
  await author.settled()
  return { [Symbol.asyncDispose]: () => author.end(watching) }
}

export const isFolder = (path: string): Promise<boolean> => stat(path).then((facts) => facts.isDirectory(), () => false)

class Author {
  readonly #options: Developing
  readonly #ending = new AbortController()
  #looking: Promise<void> = Promise.resolve()
  #shown: { readonly pack: LoadedPack; readonly savedAt: number } | undefined

  constructor(options: Developing) {
    this.#options = options
  }

  saved(files: readonly string[]): void {
    const written = files.filter((path) => !isScrap(path))
    if (written.length > 0) this.look(written)
  }

  /** One save after the other, so that the last is what stays. */
  look(files: readonly string[]): void {
    this.#looking = this.#looking.then(() => this.#take(files))
  }

  settled(): Promise<void> {
    return this.#looking
  }

  async end(watching: Disposable): Promise<void> {
    watching.dispose()
    await this.#looking
    const { home } = this.#options
    await forgetDeveloped(home.developing)
    const { pack, labs = [] } = this.#shown?.pack ?? {}
    if (pack !== undefined) await Promise.all(labs.map(({ lab }) => endDrafts(home, { pack: pack.id, lab: lab.id }, this.#ending.signal)))
  }

  async #take(files: readonly string[]): Promise<void> {
    const { home, folder, onSave } = this.#options
    const savedAt = Date.now()
    const result = await loadPack(folder)
    if (result.kind === 'loaded') this.#shown = { pack: result.pack, savedAt }
    const findings = await findingsOf(result)
    await keepDeveloped(home.developing, { folder, problems: result.kind === 'refused' ? result.problems : [], ...(this.#shown && { pack: this.#shown.pack }) })
    const revised = await this.#revise({ savedAt, findings, isWhole: result.kind === 'loaded' })
    onSave({ savedAt, files, findings, shownFrom: this.#shown?.savedAt, labs: this.#labs.map(({ lab }) => lab.id), revised })
  }

  async #revise({ savedAt, findings, isWhole }: { readonly savedAt: number; readonly findings: readonly PlacedFinding[]; readonly isWhole: boolean }): Promise<Save['revised']> {
    const pack = this.#shown?.pack.pack.id
    if (pack === undefined) return []
    const revised = this.#labs.map(async (loaded) => {
      const { id } = loaded.lab
      const shown: readonly DraftFinding[] = findings.filter(({ lab }) => lab === undefined || lab === id).map(({ place, message }) => ({ place, message }))
      const saved = { pack, lab: id, savedAt, findings: shown, ...(isWhole && { loaded }) }
      return (await reviseAttempts(this.#options.home, saved, this.#ending.signal)).map((one) => ({ ...one, lab: id }))
    })
    return (await Promise.all(revised)).flat()
  }

  get #labs(): LoadedPack['labs'] {
    const { lab } = this.#options
    return (this.#shown?.pack.labs ?? []).filter((one) => lab === undefined || one.lab.id === lab)
  }
}

/** What editors and version control leave beside what they write. */
const isScrap = (path: string): boolean => path.split('/').some((name) => name.startsWith('.') || name.endsWith('~'))
