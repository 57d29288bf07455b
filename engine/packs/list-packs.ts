import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { developedPacks, type DevelopedPack } from './developed-packs.ts'
import { loadPack } from './load-pack.ts'
import type { PackProblem } from './pack-problem.ts'
import type { LoadedLab, LoadedPack } from './pack-store.ts'
import { installedPacks } from './travel/installed-packs.ts'

/** The packs that are here. A refused one hides none of the others. */
export interface PackShelf {
  readonly packs: readonly LoadedPack[]
  readonly refused: readonly { readonly folder: string; readonly problems: readonly PackProblem[] }[]
}

/** Where the packs that come with Kindlab are. */
export const builtInPacks = join(import.meta.dirname, '..', '..', 'labs')

/** What of a home holds packs. */
export interface PackPlaces {
  readonly packs: string
  /** Where packs that are being worked on are told of. */
  readonly developing?: string
}

/** Packs that are being worked on, those that were added, those that somebody put there by hand, and those that came with Kindlab; of one id the first of these counts. */
export async function listPacks(home: PackPlaces, builtIn: string = builtInPacks): Promise<PackShelf> {
  const developed = home.developing === undefined ? [] : await developedPacks(home.developing)
  const added = (await installedPacks(home.packs)).map(({ folder }) => folder)
  const all = [...added, ...(await packFolders(home.packs)), ...(await packFolders(builtIn))]
  const folders = all.filter((folder) => !developed.some((one) => one.folder === folder))
  const results = await Promise.all(folders.map(async (folder) => ({ folder, result: await loadPack(folder) })))
  const loaded = [...developed.flatMap(({ pack }) => pack ?? []), ...results.flatMap(({ result }) => (result.kind === 'loaded' ? [result.pack] : []))]
  return {
    packs: loaded.filter(({ pack }, index) => loaded.findIndex((other) => other.pack.id === pack.id) === index),
    refused: [...brokenSaves(developed), ...results.flatMap(({ folder, result }) => (result.kind === 'refused' ? [{ folder, problems: result.problems }] : []))],
  }
}

const brokenSaves = (developed: readonly DevelopedPack[]): PackShelf['refused'] => developed.filter(({ problems }) => problems.length > 0).map(({ folder, problems }) => ({ folder, problems }))

/** A lab by its id, with the pack it is in. */
export function findLab({ packs }: PackShelf, id: string): { readonly pack: LoadedPack; readonly lab: LoadedLab } | undefined {
  return packs.flatMap((pack) => pack.labs.map((lab) => ({ pack, lab }))).find(({ lab }) => lab.lab.id === id)
}

/** Folders with a pack.yaml; a folder that does not exist holds none. */
async function packFolders(parent: string): Promise<string[]> {
  const names: string[] = await readdir(parent).catch(() => [])
  const folders = names.toSorted().map((name) => join(parent, name))
  const isPack = await Promise.all(folders.map((folder) => stat(join(folder, 'pack.yaml')).then((facts) => facts.isFile(), () => false)))
  return folders.filter((_, index) => isPack[index])
}
