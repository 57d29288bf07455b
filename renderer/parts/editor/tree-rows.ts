import type { WorkspaceEntry } from '#contract/workspace.ts'

/** One line of the file tree. */
export interface TreeRow {
  readonly path: string
  readonly name: string
  readonly depth: number
  readonly kind: 'file' | 'folder'
}

/** Folders with what is in them below, folders first; what is in a closed one is left out, and so is what an editor cannot open. */
export function treeRows(entries: readonly WorkspaceEntry[], closed: ReadonlySet<string>, folder = ''): readonly TreeRow[] {
  const inside = entries.filter(({ path }) => parentOf(path) === folder)
  const row = (kind: TreeRow['kind'], path: string): TreeRow => ({ path, name: path.slice(path.lastIndexOf('/') + 1), depth: path.split('/').length - 1, kind })
  const folders = inside.filter(({ kind }) => kind === 'folder')
  const files = inside.filter(({ kind }) => kind === 'file' || kind === 'link')
  return [
    ...folders.flatMap(({ path }) => [row('folder', path), ...(closed.has(path) ? [] : treeRows(entries, closed, path))]),
    ...files.map(({ path }) => row('file', path)),
  ]
}

const parentOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '')
