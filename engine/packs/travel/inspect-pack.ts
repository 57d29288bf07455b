import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { PackFacts } from '#contract/pack.ts'
import { ProblemError } from '#contract/problem.ts'
import { loadPack } from '../load-pack.ts'
import type { LoadedPack } from '../pack-store.ts'
import { asksOf } from './pack-asks.ts'
import { readContents, type PackContents } from './pack-contents.ts'
import { packRefused } from './pack-refused.ts'

export interface InspectedPack {
  readonly folder: string
  readonly facts: PackFacts
  readonly contents: PackContents
}

/** Judges what was fetched, whichever way it came: a pack that loads, of data only. */
export async function inspectPack(fetched: string, source: string): Promise<InspectedPack> {
  const folder = await packFolder(fetched, source)
  const contents = await readContents(folder, source)
  const result = await loadPack(folder)
  if (result.kind === 'refused') throw packRefused(source, result.problems)
  return { folder, contents, facts: factsOf(result.pack, contents) }
}

/** Archives often hold one folder with everything in it. */
async function packFolder(fetched: string, source: string): Promise<string> {
  const names = await readdir(fetched)
  const folders = [fetched, ...(names.length === 1 ? [join(fetched, names[0] ?? '')] : [])]
  for (const folder of folders) {
    if (await stat(join(folder, 'pack.yaml')).then((facts) => facts.isFile(), () => false)) return folder
  }
  throw new ProblemError({ code: 'pack-none-there', params: { source } })
}

export function factsOf(loaded: LoadedPack, { digests, bytes, digest }: PackContents): PackFacts {
  const { id, version, title, licence, authors } = loaded.pack
  return { pack: id, version, title, licence, authors, labs: loaded.labs.map(({ lab }) => lab.title), files: digests.size, bytes, digest, asks: asksOf(loaded) }
}
