import { readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'

/** A folder to import, its files by their path with `/`; what leaves it, or lies behind a link, is not read. */
export interface SourceFolder {
  readonly paths: readonly string[]
  has(path: string): boolean
  bytes(path: string): number
  /** Its text; undefined where it is not there. */
  text(path: string): string | undefined
}

/** Its files below one of its folders. */
export function below(folder: SourceFolder, prefix: string): readonly string[] {
  return folder.paths.filter((path) => prefix === '' || path.startsWith(`${prefix}/`))
}

export function sourceFolder(root: string, paths: readonly string[]): SourceFolder {
  const known = new Set(paths)
  return { paths, has: (path) => known.has(path), bytes: (path) => statSync(join(root, path)).size, text: (path) => (known.has(path) ? readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n') : undefined) }
}

/** A path that a file names, from the folder that is imported; `../../` may lead to other files of it. */
export const relativeTo = (folder: string, path: string): string => posix.normalize(posix.join(folder, path.replace(/^\.\//, ''))).replace(/^\.\//, '')
