import { listPacks, type PackPlaces, type PackShelf } from '../engine/packs/list-packs.ts'
import { loadPack } from '../engine/packs/load-pack.ts'
import type { LabToProve } from './prove-labs.ts'

/** The labs that an author means, and what of their words or packs cannot be proven. */
export interface ChosenLabs {
  readonly labs: readonly LabToProve[]
  readonly refused: PackShelf['refused']
  /** Names that no lab has. */
  readonly unknown: readonly string[]
  readonly known: readonly string[]
}

/** The packs of one folder where it is named, else all that are installed or came with Kindlab. */
export async function packsOf(home: PackPlaces, folder: string | undefined): Promise<PackShelf> {
  if (folder === undefined) return listPacks(home)
  const result = await loadPack(folder)
  return result.kind === 'loaded' ? { packs: [result.pack], refused: [] } : { packs: [], refused: [{ folder, problems: result.problems }] }
}

/** Labs by their ids, in the order of their packs; all of them where none is named. */
export function chooseLabs({ packs, refused }: PackShelf, names: readonly string[]): ChosenLabs {
  const all = packs.flatMap((pack) => pack.labs.map((loaded) => ({ pack, loaded })))
  const namesOf = ({ pack, loaded }: LabToProve): string[] => [loaded.lab.id, `${pack.pack.id}/${loaded.lab.id}`]
  const labs = names.length === 0 ? all : all.filter((one) => namesOf(one).some((name) => names.includes(name)))
  const known = all.flatMap(namesOf)
  return { labs, refused, unknown: names.filter((name) => !known.includes(name)), known: all.map(({ loaded }) => loaded.lab.id) }
}
