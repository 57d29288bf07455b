import { writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { assertNever } from '#contract/lifecycle.ts'
import type { InstalledPack, PackChange, PackFacts, PackInspection, PackView } from '#contract/pack.ts'
import { ProblemError } from '#contract/problem.ts'
import { silentProgress, type Progress } from '#contract/progress.ts'
import { oneAtATime } from '../../files/one-at-a-time.ts'
import { builtInPacks, listPacks } from '../list-packs.ts'
import type { LoadedPack } from '../pack-store.ts'
import type { Fetched, Fetching } from './fetching.ts'
import { fetchFolder } from './fetch-folder.ts'
import { fetchGit } from './fetch-git.ts'
import { fetchOci } from './fetch-oci.ts'
import { fetchZip } from './fetch-zip.ts'
import { inspectPack, type InspectedPack } from './inspect-pack.ts'
import { changeRecord, deletePack, installedPack, installedPacks, putPack } from './installed-packs.ts'
import { judgeUpdate } from './judge-change.ts'
import { judgeSignature } from './judge-signature.ts'
import { asksOf } from './pack-asks.ts'
import { listOf, readContents, signingFiles } from './pack-contents.ts'
import { readSource, type PackSource } from './pack-source.ts'
import { openStage, type Stage } from './staging.ts'
import { travelLimits } from './travel-limits.ts'

export interface PackRequest {
  /** A path or an address, as a person types it. */
  readonly source: string
  /** The public key that must have signed it. */
  readonly key?: string
}

/** What was inspected and waits for a person's word. */
interface LaidAside {
  readonly inspection: PackInspection
  readonly folder: string
  readonly stage: Stage
  /** The version that was installed when it was inspected. */
  readonly present: InstalledPack | undefined
}

/** How packs come, change and go. Nothing that comes is used before it is installed, and nothing of it ever runs here. */
export class PackTravel {
  readonly #packs: string
  readonly #builtIn: string
  readonly #aside = new Map<string, LaidAside>()

  constructor(home: { readonly packs: string }, builtIn: string = builtInPacks) {
    this.#packs = home.packs
    this.#builtIn = builtIn
  }

  /** Those that were added first, then what came with Kindlab. */
  async list(): Promise<readonly PackView[]> {
    const installed = (await installedPacks(this.#packs)).map((one) => one.installed)
    const others = (await this.#shelf()).filter(({ pack }) => !installed.some((one) => one.pack === pack.id))
    return [...installed, ...others.map((loaded) => this.#viewOf(loaded))]
  }

  /** Fetches a pack and lays it aside, judged. */
  inspect({ source, key }: PackRequest, progress: Progress = silentProgress(new AbortController().signal)): Promise<PackInspection> {
    return this.#layAside(source, progress, async ({ facts }) => {
      await this.#refuseTaken(facts)
      return { change: { kind: 'new' }, ...(key === undefined ? {} : { key }) }
    })
  }

  /** Fetches what the source of an installed pack has now, and lays that aside. */
  async inspectUpdate(id: string, progress: Progress = silentProgress(new AbortController().signal)): Promise<PackInspection> {
    const present = await this.#installed(id)
    if (present.pinned) throw new ProblemError({ code: 'pack-is-pinned', params: { pack: id, version: present.version } })
    return this.#layAside(present.origin.source, progress, async ({ facts }) => ({ change: judgeUpdate(facts, present), present }))
  }

  /** Makes what was inspected a pack of this machine, exactly as it was inspected. */
  async install(ticket: string): Promise<InstalledPack> {
    const aside = this.#take(ticket)
    try {
      return await this.#alone(() => this.#install(aside))
    } finally {
      await aside.stage.clear()
    }
  }

  /** What was inspected is not wanted. */
  async discard(ticket: string): Promise<void> {
    const aside = this.#aside.get(ticket)
    this.#aside.delete(ticket)
    await aside?.stage.clear()
  }

  async pin(id: string, pinned: boolean): Promise<InstalledPack> {
    await this.#installed(id)
    await this.#alone(() => changeRecord(this.#packs, id, { pinned }))
    return this.#installed(id)
  }

  /** Takes the pack away. What learners did with it is elsewhere, and stays. */
  async remove(id: string): Promise<void> {
    await this.#installed(id)
    await this.#alone(() => deletePack(this.#packs, id))
  }

  /** Writes the list of an author's own pack, for minisign to sign. */
  async lock(folder: string): Promise<{ readonly file: string; readonly files: number }> {
    const { digests } = await readContents(folder, folder)
    const file = join(folder, signingFiles.list)
    await writeFile(file, listOf(digests))
    return { file, files: digests.size }
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#aside.keys()].map((ticket) => this.discard(ticket)))
  }

  async #layAside(typed: string, progress: Progress, judge: (inspected: InspectedPack) => Promise<{ readonly change: PackChange; readonly key?: string; readonly present?: InstalledPack }>): Promise<PackInspection> {
    const source = await readSource(typed)
    const stage = await openStage(this.#packs)
    try {
      progress.step('pack-fetch', { source: source.source })
      const { revision } = await fetchPack(source, { into: stage.into, beside: stage.beside, signal: progress.signal })
      progress.step('pack-inspect')
      const inspected = await inspectPack(stage.into, source.source)
      const { change, key, present } = await judge(inspected)
      const signature = await judgeSignature(inspected.folder, inspected.contents, await this.#keys(inspected.facts.pack, key, present))
      const origin = { kind: source.kind, source: source.source, ...(revision === undefined ? {} : { revision }) }
      const inspection: PackInspection = { ticket: stage.id, ...inspected.facts, origin, signature, change }
      await this.#keep({ inspection, folder: inspected.folder, stage, present })
      return inspection
    } catch (error) {
      await stage.clear()
      throw error
    }
  }

  async #keep(aside: LaidAside): Promise<void> {
    const [oldest] = this.#aside.keys()
    if (oldest !== undefined && this.#aside.size >= travelLimits.laidAside) await this.discard(oldest)
    this.#aside.set(aside.inspection.ticket, aside)
  }

  #take(ticket: string): LaidAside {
    const aside = this.#aside.get(ticket)
    if (aside === undefined) throw lookOver()
    this.#aside.delete(ticket)
    return aside
  }

  async #install({ inspection, folder, present }: LaidAside): Promise<InstalledPack> {
    const { ticket: _, change, ...facts } = inspection
    // Somebody else may have installed, removed or pinned it while the person was reading.
    const now = (await installedPack(this.#packs, facts.pack))?.installed
    if (now?.digest !== present?.digest || (now?.pinned ?? false) || (change.kind === 'new' && now !== undefined)) throw lookOver()
    const installed: InstalledPack = { kind: 'installed', ...facts, installedAt: Date.now(), pinned: false }
    await putPack(this.#packs, folder, installed)
    return installed
  }

  async #refuseTaken({ pack }: PackFacts): Promise<void> {
    const taken = (await this.list()).find((one) => one.pack === pack)
    if (taken === undefined) return
    switch (taken.kind) {
      case 'built-in':
        throw new ProblemError({ code: 'pack-id-built-in', params: { pack } })
      case 'by-hand':
        throw new ProblemError({ code: 'pack-by-hand', params: { pack, folder: taken.folder } })
      case 'installed':
        throw new ProblemError({ code: 'pack-here-already', params: { pack, source: taken.origin.source } })
      default:
        assertNever(taken)
    }
  }

  async #installed(id: string): Promise<InstalledPack> {
    const found = (await this.list()).find((one) => one.pack === id)
    if (found === undefined) throw new ProblemError({ code: 'pack-unknown', params: { pack: id } })
    if (found.kind === 'built-in') throw new ProblemError({ code: 'pack-stays', params: { pack: id } })
    if (found.kind === 'by-hand') throw new ProblemError({ code: 'pack-by-hand', params: { pack: id, folder: found.folder } })
    return found
  }

  async #keys(pack: string, given: string | undefined, present: InstalledPack | undefined): Promise<Parameters<typeof judgeSignature>[2]> {
    const others = (await installedPacks(this.#packs)).filter(({ installed }) => installed.pack !== pack).flatMap(({ installed: { signature } }) => (signature.kind === 'signed' ? [signature.key] : []))
    return { others, ...(given === undefined ? {} : { given }), ...(present?.signature.kind === 'signed' ? { before: present.signature.key } : {}) }
  }

  async #shelf(): Promise<readonly LoadedPack[]> {
    return (await listPacks({ packs: this.#packs }, this.#builtIn)).packs
  }

  #viewOf(loaded: LoadedPack): PackView {
    const { id: pack, version, title } = loaded.pack
    const basics = { pack, version, title, labs: loaded.labs.map(({ lab }) => lab.title), asks: asksOf(loaded) }
    return loaded.folder.startsWith(this.#builtIn + sep) ? { kind: 'built-in', ...basics } : { kind: 'by-hand', folder: loaded.folder, ...basics }
  }

  #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const patience = { within: travelLimits.silence, otherwise: () => new ProblemError({ code: 'engine-busy', params: {} }) }
    return oneAtATime({ file: join(this.#packs, '.lock'), signal: new AbortController().signal, patience }, work)
  }
}

function fetchPack(source: PackSource, fetching: Fetching): Promise<Fetched> {
  switch (source.kind) {
    case 'folder':
      return fetchFolder(source, fetching)
    case 'zip':
      return fetchZip(source, fetching)
    case 'git':
      return fetchGit(source, fetching)
    case 'oci':
      return fetchOci(source, fetching)
  }
}

const lookOver = (): ProblemError => new ProblemError({ code: 'pack-look-over', params: {} })
