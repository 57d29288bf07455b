import { describe, expect, it } from 'vitest'
import type { WorkspaceEntry } from '#contract/workspace.ts'
import { treeRows } from '../../../../renderer/parts/editor/tree-rows.ts'

const entry = (path: string, kind: WorkspaceEntry['kind'] = 'file'): WorkspaceEntry => ({ path, kind, size: 0, modifiedAt: 0, isExecutable: false })
const entries = [entry('a.yaml'), entry('base', 'folder'), entry('base/b.yaml'), entry('base/deep', 'folder'), entry('base/deep/c.yaml'), entry('pipe', 'other')]
const shown = (closed: readonly string[] = []): string[] => treeRows(entries, new Set(closed)).map(({ name, depth }) => `${'  '.repeat(depth)}${name}`)

describe('treeRows', () => {
  it('puts folders first, each with what is in it', () => {
    expect(shown()).toEqual(['base', '  deep', '    c.yaml', '  b.yaml', 'a.yaml'])
  })

  it('leaves out what is in a closed folder', () => {
    expect(shown(['base'])).toEqual(['base', 'a.yaml'])
  })
})
