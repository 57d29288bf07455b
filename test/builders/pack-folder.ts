import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { aPack } from './pack-files.ts'

type Changes = Parameters<typeof aPack>[0]

/** The small pack as files on a disk, changed as `aPack` changes it. */
export async function writePack(folder: string, changes: Changes = {}): Promise<string> {
  for (const [path, { content }] of aPack(changes).files) await writeInto(folder, path, content ?? '')
  return folder
}

export async function writeInto(folder: string, path: string, content: Buffer | string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), content)
}

/** The small pack as entries of an archive. */
export const packEntries = (changes: Changes = {}): readonly { readonly name: string; readonly content: Buffer }[] =>
  [...aPack(changes).files].map(([name, { content }]) => ({ name, content: content ?? Buffer.alloc(0) }))
