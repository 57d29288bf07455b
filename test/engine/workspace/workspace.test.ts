import { execFileSync } from 'node:child_process'
import { chmod, link, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { problemFrom } from '#contract/problem.ts'
import { usualLimits } from '../../../engine/workspace/limits.ts'
import { openWorkspace, type Workspace } from '../../../engine/workspace/workspace.ts'
import type { WorkspaceChange } from '../../../engine/workspace/watch-files.ts'

let base: string
let workspace: Workspace

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'kindlab-workspace-'))
  workspace = await openWorkspace(join(base, 'work'), { ...usualLimits, fileBytes: 100, entries: 6, depth: 3, backups: 2 })
})

afterEach(() => rm(base, { recursive: true, force: true }))

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => problemFrom(error).code)
const textOf = async (path: string): Promise<string | undefined> => (await workspace.read(path))?.toString('utf8')
const inWork = (...parts: string[]): string => join(workspace.folder, ...parts)

describe('reading and writing', () => {
  it('gives back what was written, Korean too, in folders made on the way', async () => {
    await workspace.write('manifests/앱/web.yaml', '이름: 웹\n')
    expect(await textOf('manifests/앱/web.yaml')).toBe('이름: 웹\n')
  })

  it('has nothing where no file is, also below a file', async () => {
    await workspace.write('a', 'x')
    expect(await workspace.read('b')).toBeUndefined()
    expect(await workspace.read('a/b')).toBeUndefined()
  })

  it('keeps the mode of a file that it replaces', async () => {
    await writeFile(inWork('run.sh'), 'echo one')
    await chmod(inWork('run.sh'), 0o750)
    await workspace.write('run.sh', 'echo two')
    expect((await stat(inWork('run.sh'))).mode & 0o777).toBe(0o750)
    expect(await textOf('run.sh')).toBe('echo two')
  })

  it('replaces in one move: whoever holds the old file still reads the old text whole', async () => {
    await workspace.write('a', 'old')
    await link(inWork('a'), join(base, 'held'))
    await workspace.write('a', 'new')
    expect(await readFile(join(base, 'held'), 'utf8')).toBe('old')
  })

  it('leaves no unfinished file behind when it fails', async () => {
    await mkdir(inWork('folder'))
    expect(await codeOf(workspace.write('folder', 'x'))).toBe('workspace-not-a-file')
    expect(await readdir(workspace.folder)).toEqual(['folder'])
  })

  it('neither reads nor writes a file over the limit', async () => {
    await writeFile(inWork('large'), 'x'.repeat(101))
    expect(await codeOf(workspace.read('large'))).toBe('workspace-file-too-large')
    expect(await codeOf(workspace.write('other', 'x'.repeat(101)))).toBe('workspace-file-too-large')
    expect(await codeOf(workspace.write('other', 'x'.repeat(100)))).toBe('done')
  })

  it('refuses a folder and a pipe as a file instead of waiting on them', async () => {
    await mkdir(inWork('folder'))
    execFileSync('mkfifo', [inWork('pipe')])
    expect(await codeOf(workspace.read('folder'))).toBe('workspace-not-a-file')
    expect(await codeOf(workspace.read('pipe'))).toBe('workspace-not-a-file')
  })

  it('refuses a file as a folder', async () => {
    await workspace.write('a', 'x')
    expect(await codeOf(workspace.write('a/b', 'x'))).toBe('workspace-not-a-folder')
  })
})

describe('paths', () => {
  it.each(['', '.', '..', '../x', '/etc/passwd', 'a/../../x', 'a//b', 'a/.', 'a\0b', `${'x'.repeat(300)}`])('refuses %j', async (path) => {
    expect(await codeOf(workspace.read(path))).toBe('workspace-path-outside')
    expect(await codeOf(workspace.write(path, 'x'))).toBe('workspace-path-outside')
  })

  it('follow a link that stays inside', async () => {
    await workspace.write('folder/real', 'old')
    await symlink('folder', inWork('way'))
    await symlink('folder/real', inWork('name'))
    expect(await textOf('way/real')).toBe('old')
    await workspace.write('name', 'new')
    expect(await textOf('folder/real')).toBe('new')
  })

  it('do not follow a link out of the workspace, whether it names a file or a folder', async () => {
    await writeFile(join(base, 'secret'), 'secret')
    await symlink(join(base, 'secret'), inWork('file'))
    await symlink('..', inWork('up'))
    for (const path of ['file', 'up/secret']) {
      expect(await codeOf(workspace.read(path))).toBe('workspace-path-outside')
      expect(await codeOf(workspace.write(path, 'mine'))).toBe('workspace-path-outside')
    }
    expect(await codeOf(workspace.write('up/fresh/file', 'mine'))).toBe('workspace-path-outside')
    expect(await readFile(join(base, 'secret'), 'utf8')).toBe('secret')
    expect((await readdir(base)).toSorted()).toEqual(['secret', 'work'])
  })

  it('do not write to where a dangling link leads', async () => {
    await symlink(join(base, 'fresh'), inWork('link'))
    await workspace.write('link', 'mine')
    expect(await readdir(base)).toEqual(['work'])
    expect(await textOf('link')).toBe('mine')
  })

  it('do not take a folder with the same beginning for the workspace', async () => {
    await mkdir(join(base, 'work-other'))
    await writeFile(join(base, 'work-other', 'secret'), 'secret')
    await symlink(join(base, 'work-other'), inWork('other'))
    expect(await codeOf(workspace.read('other/secret'))).toBe('workspace-path-outside')
  })
})

describe('listing', () => {
  it('names files, folders, programs and links by path, and does not follow links', async () => {
    await workspace.write('b/c', '12345')
    await writeFile(inWork('run.sh'), '')
    await chmod(inWork('run.sh'), 0o755)
    await symlink('/', inWork('root'))
    const { entries, isCut } = await workspace.list()
    expect(entries.map(({ path, kind, size, isExecutable }) => ({ path, kind, size, isExecutable }))).toEqual([
      { path: 'b', kind: 'folder', size: 0, isExecutable: false },
      { path: 'b/c', kind: 'file', size: 5, isExecutable: false },
      { path: 'root', kind: 'link', size: 0, isExecutable: false },
      { path: 'run.sh', kind: 'file', size: 0, isExecutable: true },
    ])
    expect(isCut).toBe(false)
  })

  it('says when more is there than it names, and names what is nearest', async () => {
    await mkdir(inWork('a', 'b', 'c', 'too-deep'), { recursive: true })
    for (const name of ['p', 'q', 'r', 's']) await writeFile(inWork('a', name), '')
    const { entries, isCut } = await workspace.list()
    expect(entries.map(({ path }) => path)).toEqual(['a', 'a/b', 'a/p', 'a/q', 'a/r', 'a/s'])
    expect(isCut).toBe(true)
  })
})

describe('starting and resetting', () => {
  let pack: string

  beforeEach(async () => {
    pack = join(base, 'pack')
    await mkdir(pack)
    await writeFile(join(pack, 'web.yaml'), 'kind: Pod\n', { mode: 0o600 })
    await writeFile(join(pack, 'load.sh'), 'echo load\n', { mode: 0o700 })
  })

  const files = () => ({ 'web.yaml': join(pack, 'web.yaml'), 'bin/load.sh': join(pack, 'load.sh') })
  const modeOf = async (path: string): Promise<number> => (await stat(inWork(path))).mode & 0o777

  it('puts the files of a pack in, programs as programs', async () => {
    await workspace.addFiles(files())
    expect(await textOf('web.yaml')).toBe('kind: Pod\n')
    expect([await modeOf('web.yaml'), await modeOf('bin/load.sh')]).toEqual([0o644, 0o755])
  })

  it('keeps what the learner has already', async () => {
    await workspace.write('web.yaml', 'mine')
    await workspace.addFiles(files())
    expect(await textOf('web.yaml')).toBe('mine')
  })

  it('does not let a pack put a file outside', async () => {
    expect(await codeOf(workspace.addFiles({ '../escaped': join(pack, 'web.yaml') }))).toBe('workspace-path-outside')
    expect((await readdir(base)).toSorted()).toEqual(['pack', 'work'])
  })

  it('moves everything into a backup before a reset, and keeps its folder for the terminals that have it mounted', async () => {
    await workspace.addFiles(files())
    await workspace.write('web.yaml', 'mine')
    await workspace.write('notes/메모', 'kept')
    const { ino } = await stat(workspace.folder)
    const backup = await workspace.reset(files())
    expect((await stat(workspace.folder)).ino).toBe(ino)
    expect((await workspace.list()).entries.map(({ path }) => path)).toEqual(['bin', 'bin/load.sh', 'web.yaml'])
    expect(await textOf('web.yaml')).toBe('kind: Pod\n')
    expect(await readFile(join(backup!, 'web.yaml'), 'utf8')).toBe('mine')
    expect(await readFile(join(backup!, 'notes', '메모'), 'utf8')).toBe('kept')
  })

  it('has nothing to keep when nothing was there', async () => {
    expect(await workspace.reset({})).toBeUndefined()
  })

  it('keeps the newest backups only', async () => {
    const backups: (string | undefined)[] = []
    for (const text of ['one', 'two', 'three']) {
      await workspace.write('a', text)
      backups.push(await workspace.reset({}))
    }
    const kept = await Promise.all((await readdir(`${workspace.folder}.backups`)).map((name) => readFile(join(`${workspace.folder}.backups`, name, 'a'), 'utf8')))
    expect(kept.toSorted()).toEqual(['three', 'two'])
    expect(new Set(backups).size).toBe(3)
  })
})

describe('watching', () => {
  /** Collects changes until one mentions `path`. */
  async function watchUntil(path: string, work: () => Promise<void>): Promise<WorkspaceChange[]> {
    const seen: WorkspaceChange[] = []
    let arrived = (): void => {}
    const there = new Promise<void>((resolve) => (arrived = resolve))
    const watching = await workspace.watch((change) => {
      seen.push(change)
      if ([...change.added, ...change.changed, ...change.removed].includes(path)) arrived()
    })
    await work()
    await there
    watching.dispose()
    return seen
  }

  it('tells what was added', async () => {
    expect(await watchUntil('a', () => workspace.write('a', 'x'))).toEqual([{ added: ['a'], changed: [], removed: [] }])
  })

  it('tells what was changed and removed, not what stayed', async () => {
    await workspace.write('a', 'x')
    await workspace.write('b', 'x')
    await workspace.write('c', 'x')
    const seen = await watchUntil('b', async () => {
      await workspace.write('a', 'other')
      await rm(inWork('b'))
    })
    expect(seen.flatMap(({ changed }) => changed)).toEqual(['a'])
    expect(seen.flatMap(({ removed }) => removed)).toEqual(['b'])
  })

  it('sees a file in a folder that came after it', async () => {
    const seen = await watchUntil('new/folder/file', () => workspace.write('new/folder/file', 'x'))
    expect(seen.flatMap(({ added }) => added).toSorted()).toEqual(['new', 'new/folder', 'new/folder/file'])
  })

  it('sees a change in a folder that was renamed', async () => {
    await workspace.write('old/a', 'x')
    const seen = await watchUntil('new/b', async () => {
      await rename(inWork('old'), inWork('new'))
      await workspace.write('new/b', 'x')
    })
    expect(seen.flatMap(({ removed }) => removed).toSorted()).toEqual(['old', 'old/a'])
    expect(seen.flatMap(({ added }) => added).toSorted()).toEqual(['new', 'new/a', 'new/b'])
  })

  it('tells a burst in few words', async () => {
    await workspace.write('a', '0')
    const seen = await watchUntil('end', async () => {
      for (let turn = 0; turn < 50; turn++) await writeFile(inWork('a'), String(turn))
      await writeFile(inWork('end'), '')
    })
    expect(seen.length).toBeLessThan(10)
  })

  it('is silent once disposed', async () => {
    const seen: WorkspaceChange[] = []
    const watching = await workspace.watch((change) => seen.push(change))
    watching.dispose()
    watching.dispose()
    await watchUntil('a', () => workspace.write('a', 'x'))
    expect(seen).toEqual([])
  })
})
