import { randomBytes } from 'node:crypto'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { sayProblem } from '../../../../contract/say.ts'
import { problemFrom } from '../../../../contract/problem.ts'
import { packLimits } from '../../../../engine/packs/pack-limits.ts'
import { runProgram } from '../../../../engine/programs/run-program.ts'
import { packEntries, writeInto, writePack } from '../../../builders/pack-folder.ts'
import { tarOf, type TarEntry } from '../../../builders/tar.ts'
import { zipOf, type ZipEntry } from '../../../builders/zip.ts'
import { aRegistry } from './a-registry.ts'
import { aMachine, commitAll, commitIndex } from './on-the-way.ts'

type Machine = Awaited<ReturnType<typeof aMachine>>

/** What a machine says to a source, with nothing of it left and words for it in both languages. */
async function refusal(machine: Machine, source: string): Promise<string> {
  const problem = await machine.travel.inspect({ source }).then(
    () => expect.unreachable('it was let in'),
    (error: unknown) => problemFrom(error),
  )
  for (const locale of ['en', 'ko'] as const) for (const words of Object.values(sayProblem(problem, locale))) expect(words).not.toMatch(/\{\w+\}/)
  expect(await machine.left()).toEqual([])
  return problem.code
}

const nulls = Buffer.alloc(8 * 2 ** 20)
const elf = Buffer.from('7f454c46020101', 'hex')
const many = Array.from({ length: packLimits.files + 1 }, (_, index) => `010-one/files/${index}.txt`)
/** Becomes half as long when it is packed, and no shorter. */
const noise = (bytes: number): Buffer => Buffer.from(randomBytes(2 ** 16).toString('hex').repeat(bytes / 2 ** 17))

/** Entries that no archive of a pack may have, and what is said to each. */
const hostileNames: readonly (readonly [string, string, string])[] = [
  ['a path that goes up', '../evil.md', 'pack-path-escapes'],
  ['a path that goes up in its middle', '010-one/../../evil.md', 'pack-path-escapes'],
  ['an absolute path', '/etc/cron.d/evil.md', 'pack-path-escapes'],
  ['a path of Windows that goes up', '..\\evil.md', 'pack-path-escapes'],
  ['a drive of Windows', 'C:/evil.md', 'pack-path-escapes'],
  ['a name that Windows takes for a device', '010-one/aux.md', 'pack-name-unfit'],
  ['a name with a control character', '010-one/a\nb.md', 'pack-name-unfit'],
  ['the name of another file, spelt otherwise', '010-One/Lab.yaml', 'pack-path-twice'],
]

describe('a zip file', { timeout: 60_000 }, () => {
  const said = async (machine: Machine, ...entries: readonly ZipEntry[]): Promise<string> => {
    await writeFile(join(machine.root, 'pack.zip'), zipOf([...packEntries(), ...entries]))
    return refusal(machine, join(machine.root, 'pack.zip'))
  }

  it('comes in as long as it is not hostile', async () => {
    await using machine = await aMachine()
    await writeFile(join(machine.root, 'pack.zip'), zipOf([...packEntries(), { name: 'assets/', mode: 0o040755 }, { name: '__MACOSX/._pack.yaml', content: 'x' }, { name: '.DS_Store', content: 'x' }]))
    await machine.add(join(machine.root, 'pack.zip'))
    expect(await machine.found()).toEqual(['small 1.0.0'])
  })

  it.each(hostileNames)('with %s is refused', async (_, name, code) => {
    await using machine = await aMachine()
    expect(await said(machine, { name, content: 'evil' })).toBe(code)
  })

  it.each<[string, ZipEntry, string]>([
    ['a link', { name: '010-one/files', content: '/etc', mode: 0o120777 }, 'pack-holds-link'],
    ['a device', { name: '010-one/disk.md', mode: 0o060666 }, 'pack-holds-device'],
    ['a pipe', { name: '010-one/pipe.md', mode: 0o010666 }, 'pack-holds-device'],
    ['a password', { name: '010-one/secret.md', isEncrypted: true }, 'pack-archive-locked'],
    ['a file that is longer than it says', { name: '010-one/long.md', content: 'x'.repeat(1000), claims: 10 }, 'pack-archive-broken'],
    ['a file that unfolds a thousandfold', { name: '010-one/files/zeros', content: nulls }, 'pack-is-bomb'],
    ['a program', { name: '010-one/files/tool', content: elf }, 'pack-not-data'],
  ])('with %s is refused', async (_, entry, code) => {
    await using machine = await aMachine()
    expect(await said(machine, entry)).toBe(code)
  })

  it('that unfolds to more than a pack may hold is refused, however little each file grows', async () => {
    await using machine = await aMachine()
    const part = noise(16 * 2 ** 20)
    expect(await said(machine, ...[1, 2, 3, 4, 5].map((index) => ({ name: `010-one/files/${index}`, content: part })))).toBe('pack-too-big')
  })

  it('with thousands of files is refused, also of those that would not be kept', async () => {
    await using machine = await aMachine()
    expect(await said(machine, ...many.map((name) => ({ name })))).toBe('pack-too-many')
    expect(await said(machine, ...many.map((name) => ({ name: `.git/${name}` })))).toBe('pack-too-many')
  })

  it('that is none, or holds none, is refused', async () => {
    await using machine = await aMachine()
    await writeFile(join(machine.root, 'pack.zip'), 'PK, but not really')
    expect(await refusal(machine, join(machine.root, 'pack.zip'))).toBe('pack-archive-broken')
    await writeFile(join(machine.root, 'pack.zip'), zipOf([{ name: 'README.md', content: 'x' }]))
    expect(await refusal(machine, join(machine.root, 'pack.zip'))).toBe('pack-none-there')
  })

  it('that does not load is refused with every place', async () => {
    await using machine = await aMachine()
    await writeFile(join(machine.root, 'pack.zip'), zipOf(packEntries({ '010-one/solution/make.sh': undefined })))
    await expect(machine.travel.inspect({ source: join(machine.root, 'pack.zip') })).rejects.toMatchObject({ problem: { code: 'pack-refused', lines: [{ en: expect.stringContaining('has no solution'), ko: expect.stringContaining('풀이가 없습니다') }] } })
  })
})

describe('an OCI artefact', { timeout: 60_000 }, () => {
  const layer = (...entries: readonly TarEntry[]): Buffer => gzipSync(tarOf([...packEntries(), ...entries]))

  async function said(...entries: readonly TarEntry[]): Promise<string> {
    await using machine = await aMachine()
    await using registry = await aRegistry(layer(...entries))
    return await refusal(machine, registry.source)
  }

  it('comes in as long as it is not hostile, and says what its manifest’s digest is', async () => {
    await using machine = await aMachine()
    await using registry = await aRegistry(layer())
    expect((await machine.add(registry.source)).origin).toEqual({ kind: 'oci', source: registry.source, revision: registry.digest })
    expect(await machine.found()).toEqual(['small 1.0.0'])
  })

  it('comes from a registry that hands tokens to everybody', async () => {
    await using machine = await aMachine()
    await using registry = await aRegistry(layer(), { asksForToken: true })
    await machine.add(registry.source)
    expect(await machine.found()).toEqual(['small 1.0.0'])
  })

  it.each(hostileNames)('with %s is refused', async (_, name, code) => {
    expect(await said({ name, content: 'evil' })).toBe(code)
  })

  it.each<[string, TarEntry, string]>([
    ['a link', { name: '010-one/files', link: '/etc' }, 'pack-holds-link'],
    ['a hard link', { name: '010-one/files/a', link: '/etc/passwd', kind: '1' }, 'pack-holds-link'],
    ['a device', { name: '010-one/files/a', kind: '3' }, 'pack-holds-device'],
    ['a pipe', { name: '010-one/files/a', kind: '6' }, 'pack-holds-device'],
    ['a layer that unfolds a thousandfold', { name: '010-one/files/a', content: nulls }, 'pack-is-bomb'],
    ['a layer that unfolds where nothing is kept', { name: '.cache/a', content: nulls }, 'pack-is-bomb'],
    ['a name of eight megabytes', { name: '././@LongLink', content: nulls, kind: 'L' }, 'pack-archive-broken'],
    ['a program', { name: '010-one/files/tool', content: elf }, 'pack-not-data'],
  ])('with %s is refused', async (_, entry, code) => {
    expect(await said(entry)).toBe(code)
  })

  it('with thousands of files is refused', async () => {
    expect(await said(...many.map((name) => ({ name })))).toBe('pack-too-many')
  })

  it.each<[string, NonNullable<Parameters<typeof aRegistry>[1]>, string]>([
    ['another layer than its manifest names', { sendsLayer: layer({ name: 'README.md', content: 'other' }) }, 'pack-digest-differs'],
    ['another manifest than it says', { saysDigest: `sha256:${'0'.repeat(64)}` }, 'pack-digest-differs'],
    ['two layers', { layers: 2 }, 'pack-artefact-unfit'],
    ['a layer that is no tar', { mediaType: 'application/vnd.example.wasm' }, 'pack-artefact-unfit'],
    ['a layer of a terabyte', { size: 2 ** 40 }, 'pack-too-big'],
    ['a layer that is cut off', { sendsLayer: layer().subarray(0, 300) }, 'pack-digest-differs'],
    ['a token from a server that others can read', { asksForToken: true, realm: 'http://192.0.2.1/token' }, 'pack-way-unsafe'],
    ['a closed door', { isClosed: true }, 'pack-needs-login'],
  ])('of a registry that sends %s is refused', async (_, lies, code) => {
    await using machine = await aMachine()
    await using registry = await aRegistry(layer(), lies)
    expect(await refusal(machine, registry.source)).toBe(code)
  })

  it.each([0.01, 0.1, 0.5, 0.999])('whose tar.gz ends after %d of it is refused, wherever that falls', async (share) => {
    const big = noise(2 ** 20)
    const archives = [[...packEntries(), { name: '010-one/files/big', content: big }], [{ name: '010-one/files/big', content: big }, ...packEntries()]].map((entries) => gzipSync(tarOf(entries)))
    for (const archive of archives) {
      await using machine = await aMachine()
      await using registry = await aRegistry(archive.subarray(0, Math.floor(archive.length * share)))
      expect(await refusal(machine, registry.source)).toBe('pack-archive-broken')
    }
  })

  it.each([0.01, 0.1, 0.5, 0.9])('whose tar ends after %d of it is refused', async (share) => {
    const archive = tarOf([{ name: '010-one/files/big', content: noise(2 ** 20) }, ...packEntries()])
    await using machine = await aMachine()
    await using registry = await aRegistry(archive.subarray(0, Math.floor(archive.length * share)), { mediaType: 'application/vnd.oci.image.layer.v1.tar' })
    expect(await refusal(machine, registry.source)).toMatch(/^pack-(archive-broken|none-there)$/)
  })

  it('that was asked for by its digest is exactly that', async () => {
    await using machine = await aMachine()
    await using registry = await aRegistry(layer())
    expect((await machine.travel.inspect({ source: registry.source.replace(':1', `@${registry.digest}`) })).origin.revision).toBe(registry.digest)
    await using other = await aMachine()
    expect(await refusal(other, registry.source.replace(':1', `@sha256:${'0'.repeat(64)}`))).toBe('pack-digest-differs')
  })
})

describe('a git repository', { timeout: 60_000 }, () => {
  const repository = async (machine: Machine): Promise<string> => writePack(join(machine.root, 'repository'))

  it('with a link is refused', async () => {
    await using machine = await aMachine()
    const source = await repository(machine)
    await symlink('/etc/passwd', join(source, '010-one/text/de.md'))
    await commitAll(source)
    expect(await refusal(machine, `file://${source}`)).toBe('pack-holds-link')
  })

  it('with a submodule is refused, and the submodule is not fetched', async () => {
    await using machine = await aMachine()
    const source = await repository(machine)
    const commit = await commitAll(source)
    await writeInto(source, '.gitmodules', `[submodule "files"]\n\tpath = 010-one/files\n\turl = ext::sh -c touch% ${machine.root}/ran\n`)
    await runProgram('git', ['-C', source, 'update-index', '--add', '--cacheinfo', `160000,${commit},010-one/files`])
    await runProgram('git', ['-C', source, 'add', '.gitmodules'])
    await commitIndex(source)
    expect(await refusal(machine, `file://${source}`)).toBe('pack-has-submodule')
  })

  it('that is a bare repository inside a repository, hooks and all, is refused', async () => {
    await using machine = await aMachine()
    const source = await repository(machine)
    await runProgram('git', ['init', '--quiet', '--bare', join(source, 'inner')])
    await writeInto(source, 'inner/hooks/post-checkout', '#!/bin/sh\n')
    await commitAll(source)
    expect(await refusal(machine, `file://${source}`)).toBe('pack-not-data')
  })

  it('runs no program of its own: no filter, no hook, whatever this machine’s configuration would let it', async () => {
    await using machine = await aMachine()
    const source = await repository(machine)
    await writeInto(source, '.gitattributes', '* filter=evil\n')
    await commitAll(source)
    const ran = join(machine.root, 'ran')
    await writeInto(machine.root, 'hooks/reference-transaction', `#!/bin/sh\ntouch ${ran}\n`)
    await runProgram('chmod', ['755', join(machine.root, 'hooks/reference-transaction')])
    await writeInto(machine.root, 'config', `[core]\n\thooksPath = ${machine.root}/hooks\n[filter "evil"]\n\tsmudge = touch ${ran}\n\trequired\n`)
    const { HOME } = process.env
    await writeInto(machine.root, 'home-of-git/.gitconfig', `[include]\n\tpath = ${machine.root}/config\n`)
    try {
      process.env['HOME'] = join(machine.root, 'home-of-git')
      await machine.add(`file://${source}`)
    } finally {
      process.env['HOME'] = HOME
    }
    await expect(runProgram('cat', [ran])).rejects.toThrow('No such file')
  })

  it('is not another one that the environment names', async () => {
    await using machine = await aMachine()
    const source = await repository(machine)
    await commitAll(source)
    process.env['GIT_DIR'] = join(machine.root, 'nowhere')
    try {
      await machine.add(`file://${source}`)
    } finally {
      delete process.env['GIT_DIR']
    }
    expect(await machine.found()).toEqual(['small 1.0.0'])
  })

  it('whose tree names itself a billion times is refused while it is counted', async () => {
    await using machine = await aMachine()
    const source = await repository(machine)
    await commitAll(source)
    const git = (words: readonly string[], input?: string): Promise<string> => runProgram('git', ['-C', source, ...words], input === undefined ? {} : { input }).then((text) => text.trim())
    let tree = await git(['write-tree'])
    for (let depth = 0; depth < 9; depth += 1) tree = await git(['mktree'], Array.from({ length: 10 }, (_, index) => `040000 tree ${tree}\td${index}\n`).join(''))
    await git(['update-ref', 'refs/heads/main', await git(['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit-tree', '-m', 'bomb', tree])])
    expect(await refusal(machine, `file://${source}`)).toBe('pack-too-many')
  })

  it('with thousands of files, or with more than a pack may hold, is refused', async () => {
    await using machine = await aMachine()
    const source = await repository(machine)
    await mkdir(join(source, '010-one/files'))
    for (const index of [1, 2, 3, 4, 5]) await writeInto(source, `010-one/files/${index}`, Buffer.alloc(16 * 2 ** 20, index))
    await commitAll(source)
    expect(await refusal(machine, `file://${source}`)).toBe('pack-too-big')
    for (const name of many) await writeInto(source, name, '')
    await commitAll(source)
    expect(await refusal(machine, `file://${source}`)).toBe('pack-too-many')
  })

  it('that is not there is said with git’s own words', async () => {
    await using machine = await aMachine()
    const nowhere = `file://${machine.root}/nowhere`
    await expect(machine.travel.inspect({ source: nowhere })).rejects.toMatchObject({ problem: { code: 'pack-not-fetched', params: { source: nowhere }, detail: expect.stringContaining('nowhere') } })
  })
})

describe('a folder', { timeout: 60_000 }, () => {
  it.each<[string, (folder: string) => Promise<unknown>, string]>([
    ['a link to a file outside', (folder) => symlink('/etc/passwd', join(folder, '010-one/text/de.md')), 'pack-holds-link'],
    ['a link to a folder outside', (folder) => symlink('/etc', join(folder, '010-one/files')), 'pack-holds-link'],
    ['a pipe', (folder) => runProgram('mkfifo', [join(folder, '010-one/pipe')]), 'pack-holds-device'],
    ['a name that is none elsewhere', (folder) => writeInto(folder, '010-one/text/b\\evil.md', ''), 'pack-name-unfit'],
    ['a program', (folder) => writeInto(folder, '010-one/files/tool', elf), 'pack-not-data'],
    ['a program that calls itself a script', (folder) => writeInto(folder, '010-one/tests/near-miss/make.x.sh', elf), 'pack-not-data'],
    ['code of ours', (folder) => writeInto(folder, 'plugin.js', 'process.exit()'), 'pack-not-data'],
    ['a program of Windows', (folder) => writeInto(folder, '010-one/files/setup', Buffer.from('4d5a900003000000', 'hex')), 'pack-not-data'],
    ['more than a pack may hold', async (folder) => { for (const index of [1, 2, 3, 4, 5]) await writeInto(folder, `010-one/files/${index}`, Buffer.alloc(16 * 2 ** 20)) }, 'pack-refused'],
    ['thousands of files', async (folder) => { for (const name of many) await writeInto(folder, name, '') }, 'pack-refused'],
  ])('with %s is refused', async (_, spoil, code) => {
    await using machine = await aMachine()
    const source = await writePack(join(machine.root, 'from'))
    await spoil(source)
    expect(await refusal(machine, source)).toBe(code)
  })
})
