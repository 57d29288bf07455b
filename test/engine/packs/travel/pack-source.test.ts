import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSource } from '../../../../engine/packs/travel/pack-source.ts'
import { scratchFolder } from '../../../builders/scratch-folder.ts'

const codeOf = (typed: string): Promise<string> => readSource(typed).then(({ kind }) => kind, (error: { problem: { code: string } }) => error.problem.code)

describe('what a person types as the source of a pack', () => {
  it.each([
    ['https://example.com/labs/pack.zip', { kind: 'zip', isRemote: true }],
    ['http://127.0.0.1:8000/pack.zip', { kind: 'zip', isRemote: true }],
    ['https://example.com/owner/labs', { kind: 'git', repository: 'https://example.com/owner/labs', ref: 'HEAD', folder: '' }],
    ['https://example.com/owner/labs.git#v1.2.0', { kind: 'git', repository: 'https://example.com/owner/labs.git', ref: 'v1.2.0', folder: '' }],
    ['git+https://example.com/owner/labs#main:packs/one', { kind: 'git', repository: 'https://example.com/owner/labs', ref: 'main', folder: 'packs/one' }],
    ['git@example.com:owner/labs.git#:one', { kind: 'git', repository: 'git@example.com:owner/labs.git', ref: 'HEAD', folder: 'one' }],
    ['ssh://git@example.com/labs.git', { kind: 'git', repository: 'ssh://git@example.com/labs.git' }],
    ['oci://ghcr.io/owner/labs:1.2.0', { kind: 'oci', registry: 'ghcr.io', name: 'owner/labs', tag: '1.2.0' }],
    [`oci://localhost:5000/labs@sha256:${'a'.repeat(64)}`, { kind: 'oci', registry: 'localhost:5000', name: 'labs', digest: `sha256:${'a'.repeat(64)}` }],
  ])('%s is understood', async (typed, expected) => {
    expect(await readSource(typed)).toMatchObject({ source: typed, ...expected })
  })

  it('that is a path is a folder or a zip file, made absolute', async () => {
    await using folder = await scratchFolder()
    await writeFile(join(folder.path, 'a'), '')
    expect(await readSource(folder.path)).toEqual({ kind: 'folder', source: folder.path })
    expect(await readSource(`${folder.path}/../${folder.path.split('/').at(-1)}/a`)).toEqual({ kind: 'zip', source: join(folder.path, 'a'), isRemote: false })
  })

  it.each([
    ['ext::sh -c touch% /tmp/x', 'pack-way-unsafe'],
    ['git://example.com/labs.git', 'pack-way-unsafe'],
    ['http://example.com/pack.zip', 'pack-way-unsafe'],
    ['http://127.0.0.1.example.com/pack.zip', 'pack-way-unsafe'],
    ['git+http://example.com/labs', 'pack-way-unsafe'],
    ['git+ext::sh', 'pack-way-unsafe'],
    ['javascript://alert', 'pack-way-unsafe'],
    ['https://example.com/labs.git#--upload-pack=touch', 'pack-source-unclear'],
    ['https://example.com/labs.git#main:../..', 'pack-source-unclear'],
    ['https://example.com/labs.git#main:/etc', 'pack-source-unclear'],
    ['https://example.com/labs.git#a#b', 'pack-source-unclear'],
    ['ssh://-oProxyCommand=touch/labs', 'pack-source-unclear'],
    ['ssh://git@-oProxyCommand=touch/labs', 'pack-source-unclear'],
    ['oci://ghcr.io', 'pack-source-unclear'],
    ['oci://ghcr.io/../labs', 'pack-source-unclear'],
    ['oci://ghcr.io/labs@md5:1', 'pack-source-unclear'],
    ['/dev/null', 'pack-source-unclear'],
    ['/nowhere/at all', 'pack-source-missing'],
    ['--upload-pack=x', 'pack-source-missing'],
    ['', 'pack-source-unclear'],
    ['a\nb', 'pack-source-unclear'],
  ])('%j is refused', async (typed, code) => {
    expect(await codeOf(typed)).toBe(code)
  })
})
