import { z } from 'zod'

/** The first file of a backup: what it is, before anything of it is believed. */
export const manifestName = 'kindlab-backup.json'
export const currentFormat = 1

/** What is kept, each a folder of `Home`. Everything else can be made or fetched again. */
export const keptFolders = ['attempts', 'workspaces', 'packs'] as const

/** What only makes sense whole, by how deep it lies: an attempt, a lab's files, a pack. */
const unitDepths: ReadonlyMap<string, number> = new Map([['attempts', 2], ['workspaces', 3], ['packs', 2]] satisfies [(typeof keptFolders)[number], number][])

/** `attempts/k3x9m` for a file of that attempt; undefined for a path that is of no such whole. */
export function unitOf(path: string): string | undefined {
  const parts = path.split('/')
  const depth = unitDepths.get(parts[0] ?? '') ?? Infinity
  const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\:\0]/.test(part))
  return isPlain && parts.length > depth ? parts.slice(0, depth).join('/') : undefined
}

export const manifestSchema = z.object({ format: z.number().int().positive(), madeAt: z.string() })

/** More than any learner's years of work; what claims more is no backup of ours. */
export const limits = { files: 200_000, bytes: 2 * 1024 ** 3 }

/** A way in that ends with its attempt, and what marks a process that is gone by then. */
export const isLeftOut = (name: string): boolean => name === 'token.json' || /\.(lock|tmp)$/.test(name)
