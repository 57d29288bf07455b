import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readFile, readdir, symlink, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createGunzip, gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { buffer, text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { makeBackup } from '../../../engine/backup/make-backup.ts'
import { restoreBackup } from '../../../engine/backup/restore-backup.ts'
import { homeFrom, type Home } from '../../../engine/files/home.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'

const { signal } = new AbortController()
const work = {
  'attempts/k3x9m/journal.jsonl': '{"kind":"started"}\n',
  'attempts/k3x9m/checkpoints/run.json': '{}',
  'workspaces/kubernetes-basics/first-pod/파드 하나.yaml': 'kind: Pod\n',
  'workspaces/kubernetes-basics/first-pod/empty': '',
  'packs/mine/pack.yaml': 'id: mine\n',
}
const leftOut = { 'attempts/k3x9m/token.json': '{"token":"secret"}', 'attempts/k3x9m/place.lock': '{}', 'clusters/kindlab/kubeconfig': 'secret', 'cache/x': 'big' }

async function homeWith(root: string, files: Readonly<Record<string, string>>): Promise<Home> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
  return homeFrom({ KINDLAB_HOME: root })
}

async function filesIn(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file.slice(root.length + 1), await readFile(file, 'utf8')] as const)))
}

/** A gzipped tar of these, as somebody else might have made it. */
async function tarOf(file: string, entries: readonly { readonly name: string; readonly type?: 'file' | 'symlink'; readonly content?: string }[]): Promise<string> {
  const tar = pack()
  for (const { name, type = 'file', content = '' } of entries) tar.entry({ name, type, ...(type === 'symlink' ? { linkname: '/etc' } : {}) }, type === 'symlink' ? '' : content)
  tar.finalize()
  await writeFile(file, gzipSync(await buffer(tar)))
  return file
}

const ours = { name: 'kindlab-backup.json', content: JSON.stringify({ format: 1, madeAt: '2026-11-24T12:00:00.000Z' }) }

describe('a backup', () => {
  it('brings progress, files and packs to another home, and nothing that opens a cluster', async () => {
    await using folder = await scratchFolder()
    const [here, there] = [join(folder.path, 'here'), join(folder.path, '다른 집')]
    const home = await homeWith(here, { ...work, ...leftOut })
    await symlink('/etc/hostname', join(here, 'workspaces/kubernetes-basics/first-pod/link'))
    const file = join(folder.path, 'backup.tgz')
    expect(await makeBackup({ home, file, signal })).toMatchObject({ file, files: 5 })
    expect(await restoreBackup({ home: homeFrom({ KINDLAB_HOME: there }), file, signal })).toMatchObject({ restored: 3, aside: undefined })
    expect(await filesIn(there)).toEqual(work)
    expect(await text(createReadStream(file).pipe(createGunzip()))).not.toContain('secret')
  })

  it('moves aside what is there, whole, and deletes nothing', async () => {
    await using folder = await scratchFolder()
    const file = join(folder.path, 'backup.tgz')
    await makeBackup({ home: await homeWith(join(folder.path, 'here'), work), file, signal })
    const there = join(folder.path, 'there')
    const home = await homeWith(there, { 'attempts/k3x9m/journal.jsonl': 'later', 'attempts/other/journal.jsonl': 'stays', 'workspaces/kubernetes-basics/first-pod/new.yaml': 'mine' })
    const { aside = '' } = await restoreBackup({ home, file, signal })
    expect(await filesIn(aside)).toEqual({ 'attempts/k3x9m/journal.jsonl': 'later', 'workspaces/kubernetes-basics/first-pod/new.yaml': 'mine' })
    const kept = Object.fromEntries(Object.entries(await filesIn(there)).filter(([path]) => !path.startsWith('replaced')))
    expect(kept).toEqual({ ...work, 'attempts/other/journal.jsonl': 'stays' })
  })

  it('does not write over a file', async () => {
    await using folder = await scratchFolder()
    const file = join(folder.path, 'backup.tgz')
    await writeFile(file, 'a photograph')
    await expect(makeBackup({ home: await homeWith(join(folder.path, 'here'), work), file, signal })).rejects.toMatchObject({ problem: { code: 'backup-exists' } })
    expect(await readFile(file, 'utf8')).toBe('a photograph')
  })

  it.each([0.01, 0.1, 0.5, 0.9, 0.999])('of which only %d is left changes nothing', async (share) => {
    await using folder = await scratchFolder()
    const file = join(folder.path, 'backup.tgz')
    const { bytes } = await makeBackup({ home: await homeWith(join(folder.path, 'here'), { 'attempts/a/journal.jsonl': randomBytes(20_000).toString('hex'), ...work, 'workspaces/a/b/c': randomBytes(100_000).toString('hex') }), file, signal })
    await truncate(file, Math.floor(bytes * share))
    const there = join(folder.path, 'there')
    const home = await homeWith(there, { 'attempts/k3x9m/journal.jsonl': 'later' })
    await expect(restoreBackup({ home, file, signal })).rejects.toMatchObject({ problem: { code: 'backup-damaged' } })
    expect(await filesIn(there)).toEqual({ 'attempts/k3x9m/journal.jsonl': 'later' })
  })

  it.each([
    ['a file outside', [ours, { name: '../outside' }]],
    ['a file in a folder that is not kept', [ours, { name: 'clusters/kindlab/kubeconfig' }]],
    ['a file that is an attempt', [ours, { name: 'attempts/k3x9m' }]],
    ['a path of another system', [ours, { name: 'attempts/x/..\\..\\outside' }]],
    ['a link', [ours, { name: 'attempts/x/link', type: 'symlink' }]],
    ['the same file twice', [ours, { name: 'attempts/x/a' }, { name: 'attempts/x/a' }]],
    ['no word of what it is', [{ name: 'attempts/x/a' }]],
    ['nothing', []],
    ['a huge word of what it is', [{ ...ours, content: 'x'.repeat(100_000) }]],
  ] as const)('with %s is refused, and nothing is touched', async (_what, entries) => {
    await using folder = await scratchFolder()
    const file = await tarOf(join(folder.path, 'hostile.tgz'), entries)
    const home = homeFrom({ KINDLAB_HOME: join(folder.path, 'there') })
    await expect(restoreBackup({ home, file, signal })).rejects.toMatchObject({ problem: { code: 'backup-damaged' } })
    expect(await filesIn(folder.path)).toEqual({ 'hostile.tgz': expect.anything() })
  })

  it('of a newer Kindlab is left to that; one that is not there is said to be so', async () => {
    await using folder = await scratchFolder()
    const file = await tarOf(join(folder.path, 'new.tgz'), [{ name: ours.name, content: JSON.stringify({ format: 2, madeAt: '' }) }])
    const home = homeFrom({ KINDLAB_HOME: join(folder.path, 'there') })
    await expect(restoreBackup({ home, file, signal })).rejects.toMatchObject({ problem: { code: 'backup-too-new' } })
    await expect(restoreBackup({ home, file: join(folder.path, 'none'), signal })).rejects.toMatchObject({ problem: { code: 'backup-missing' } })
  })
})
