import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMarkAlive, ownMark, type ProcessMark } from '../../files/process-mark.ts'

/** A place of its own for one pack on its way, on the disk where packs are. */
export interface Stage {
  readonly id: string
  /** For the pack's files. */
  readonly into: string
  /** For what is needed on the way. */
  readonly beside: string
  clear(): Promise<void>
}

export async function openStage(packs: string): Promise<Stage> {
  const root = join(packs, '.staging')
  await sweep(root)
  const id = randomUUID()
  const folder = join(root, id)
  const [into, beside] = [join(folder, 'pack'), join(folder, 'beside')]
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, 'owner'), JSON.stringify(ownMark()))
  await Promise.all([into, beside].map((path) => mkdir(path, { mode: 0o700 })))
  return { id, into, beside, clear: () => rm(folder, { recursive: true, force: true }) }
}

/** What processes left that were killed on the way. */
async function sweep(root: string): Promise<void> {
  const names: string[] = await readdir(root).catch(() => [])
  for (const name of names) {
    const owner = await readFile(join(root, name, 'owner'), 'utf8').then((text) => JSON.parse(text) as ProcessMark, () => undefined)
    if (owner !== undefined && !isMarkAlive(owner)) await rm(join(root, name), { recursive: true, force: true })
  }
}
