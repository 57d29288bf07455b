import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { identifierSchema } from '#contract/lab-parts.ts'
import { loadPack } from '../engine/packs/load-pack.ts'
import { labSkeleton, packSkeleton } from './lab-skeleton.ts'

export type NewLab =
  | { readonly kind: 'made'; readonly folder: string; readonly files: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: 'labIdBad' | 'labThere' | 'packBroken'; readonly folder: string }

/** Begins a lab in a pack, behind those that are there; a folder that is no pack yet becomes one. Writes over nothing. */
export async function newLab(packFolder: string, id: string): Promise<NewLab> {
  const root = resolve(packFolder)
  if (!identifierSchema.safeParse(id).success) return { kind: 'refused', reason: 'labIdBad', folder: root }
  const locales = await localesOf(root)
  if (locales === undefined) return { kind: 'refused', reason: 'packBroken', folder: root }
  const names = await readdir(root).catch((): string[] => [])
  const taken = names.find((name) => /^\d{3}-/.test(name) && name.slice(4) === id)
  if (taken !== undefined) return { kind: 'refused', reason: 'labThere', folder: join(root, taken) }
  const folder = join(root, `${nextNumber(names)}-${id}`)
  const files = { ...(names.includes('pack.yaml') ? {} : { [join(root, 'pack.yaml')]: packSkeleton(packIdOf(root)) }), ...inFolder(folder, labSkeleton(id, locales)) }
  for (const [path, text] of Object.entries(files)) await write(path, text)
  return { kind: 'made', folder, files: Object.keys(files) }
}

/** Tens leave room for a lab in between. */
export function nextNumber(names: readonly string[]): string {
  const numbers = names.flatMap((name) => /^(\d{3})-/.exec(name)?.[1] ?? []).map(Number)
  return String((Math.floor(Math.max(0, ...numbers) / 10) + 1) * 10).padStart(3, '0')
}

/** The languages of the pack; undefined where it does not load for another reason than having no lab yet. */
async function localesOf(root: string): Promise<readonly string[] | undefined> {
  if (!existsSync(join(root, 'pack.yaml'))) return ['en', 'ko']
  const result = await loadPack(root)
  if (result.kind === 'loaded') return result.pack.pack.locales.all
  return result.problems.every(({ code }) => code === 'no-labs') ? ['en', 'ko'] : undefined
}

const inFolder = (folder: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [join(folder, path), text]))

export function packIdOf(root: string): string {
  const id = basename(root).toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '')
  return identifierSchema.safeParse(id).success ? id : 'my-pack'
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text, { flag: 'wx' })
}
