import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** Everything that decides what a step makes: values (versions, flags, other steps' keys) and files of the recipe. */
export interface Ingredients {
  readonly values?: unknown
  /** Files and folders, absolute; their names count relative to `root`, so that a checkout elsewhere has the same key. */
  readonly files?: readonly string[]
  readonly root?: string
}

/** Twelve hexadecimal digits that change with any ingredient. */
export function keyOf({ values = null, files = [], root = '/' }: Ingredients): string {
  const hash = createHash('sha256').update(JSON.stringify(values))
  for (const file of files.flatMap(filesIn).toSorted()) {
    const mode = statSync(file).mode & 0o111 ? 'x' : '-'
    const text = readFileSync(file)
    hash.update(`\0${relative(root, file).split(sep).join('/')}\0${mode}\0${text.length}\0`).update(text)
  }
  return hash.digest('hex').slice(0, 12)
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)))
}
