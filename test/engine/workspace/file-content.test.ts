import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readText, writeText } from '../../../engine/workspace/file-content.ts'
import { openWorkspace, type Workspace } from '../../../engine/workspace/workspace.ts'

let folder: string
let workspace: Workspace

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kindlab-content-'))
  workspace = await openWorkspace(folder)
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const revisionOf = async (path: string): Promise<string | null> => {
  const content = await readText(workspace, path)
  return content.kind === 'text' ? content.revision : null
}

describe('a file in an editor', () => {
  it('is text, not text, or not there', async () => {
    await writeFile(join(folder, 'a.yaml'), '\uFEFF안녕\r\n')
    await writeFile(join(folder, 'b.png'), Buffer.from([0x89, 0x50, 0xff, 0]))
    expect([await readText(workspace, 'a.yaml'), await readText(workspace, 'b.png'), await readText(workspace, 'c')]).toEqual([
      { kind: 'text', text: '\uFEFF안녕\r\n', revision: expect.stringMatching(/^[\w-]{22}$/) },
      { kind: 'binary' },
      { kind: 'missing' },
    ])
  })

  it('is written where nobody else was faster', async () => {
    const made = await writeText(workspace, 'a.yaml', { text: 'one', base: null })
    const again = await writeText(workspace, 'a.yaml', { text: 'two', base: made.kind === 'written' ? made.revision : null })
    expect([made.kind, again.kind, (await readText(workspace, 'a.yaml'))]).toEqual(['written', 'written', expect.objectContaining({ text: 'two' })])
  })

  it('is left as it is when it changed since, was removed, or came to be', async () => {
    await writeFile(join(folder, 'a.yaml'), 'mine')
    const base = await revisionOf('a.yaml')
    await writeFile(join(folder, 'a.yaml'), 'theirs')
    expect(await writeText(workspace, 'a.yaml', { text: 'mine too', base })).toMatchObject({ kind: 'changed', now: { kind: 'text', text: 'theirs' } })
    expect(await writeText(workspace, 'a.yaml', { text: 'new', base: null })).toMatchObject({ kind: 'changed' })
    await workspace.remove('a.yaml')
    expect(await writeText(workspace, 'a.yaml', { text: 'mine too', base })).toEqual({ kind: 'changed', now: { kind: 'missing' } })
  })
})

describe('removing a file', () => {
  it('is done once and fine twice', async () => {
    await writeFile(join(folder, 'a.yaml'), '')
    await workspace.remove('a.yaml')
    await workspace.remove('a.yaml')
    expect((await workspace.list()).entries).toEqual([])
  })

  it('takes a link and leaves what it leads to', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'kindlab-outside-'))
    await writeFile(join(outside, 'precious'), '')
    await symlink(join(outside, 'precious'), join(folder, 'link'))
    await symlink(outside, join(folder, 'way-out'))
    await workspace.remove('link')
    await expect(workspace.remove('way-out/precious')).rejects.toMatchObject({ problem: { code: 'workspace-path-outside' } })
    expect(await readText(await openWorkspace(outside), 'precious')).toMatchObject({ kind: 'text' })
    await rm(outside, { recursive: true })
  })

  it('leaves folders alone', async () => {
    await workspace.write('folder/a', '')
    await expect(workspace.remove('folder')).rejects.toMatchObject({ problem: { code: 'workspace-not-a-file' } })
  })
})
