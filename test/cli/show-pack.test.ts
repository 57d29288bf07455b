import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Locale } from '../../contract/locale.ts'
import type { PackAsks, PackInspection, PackView } from '../../contract/pack.ts'
import { inspectionLines, packLines } from '../../cli/show-pack.ts'
import { say } from '../../cli/texts.ts'

const nothing: PackAsks = { capabilities: [], privileged: false, rights: [], components: [], images: [] }
const inspection: PackInspection = {
  ticket: '0',
  pack: 'mlops',
  version: '1.2.0',
  title: { en: 'MLOps', ko: '머신러닝 운영' },
  licence: 'CC-BY-4.0',
  authors: ['Ada', 'Bo'],
  labs: [{ en: 'One', ko: '하나' }, { en: 'Two', ko: '둘' }],
  files: 12,
  bytes: 34_100,
  digest: `sha256:${'a'.repeat(64)}`,
  asks: { capabilities: ['namespaces', 'cluster-scope'], privileged: true, rights: ['get nodes'], components: ['mlflow'], images: ['nginx:1.29'] },
  origin: { kind: 'git', source: 'https://example.com/labs.git', revision: '0123456789abcdef0123' },
  signature: { kind: 'signed', key: 'RWkey', comment: 'mlops 1.2.0', trust: 'came-along' },
  change: { kind: 'new' },
}
const speaker = (locale: Locale) => ({ locale, say: (key: Parameters<typeof say>[0], params?: Parameters<typeof say>[2]) => say(key, locale, params) })
const lines = (changes: Partial<PackInspection>, locale: Locale = 'en') => inspectionLines({ ...inspection, ...changes }, speaker(locale)).map(stripVTControlCharacters)

describe('a pack that is to be trusted', () => {
  it('is shown with all that it asks for, and what its signature is worth', () => {
    expect(lines({})).toEqual([
      'MLOps mlops 1.2.0',
      '    from            https://example.com/labs.git at 0123456789ab',
      '    signature       RWkey (it came with the pack: compare it with what its author tells elsewhere): “mlops 1.2.0”',
      '    made by         Ada and Bo (CC-BY-4.0)',
      '    holds           One and Two; 12 files, 35 kB',
      '    asks for        namespaces of its own; rights over the whole cluster; Pods with the rights of their node; rights to get nodes; beside Kubernetes: mlflow; images: nginx:1.29',
    ])
  })

  it('is shown in Korean, its columns under each other', () => {
    const korean = lines({ signature: { kind: 'unsigned' } }, 'ko')
    expect(korean[2]).toBe('    서명            없음: 누가 만들었는지 보증하는 사람이 없습니다')
    expect(korean[3]).toBe('    만든 사람       Ada 및 Bo (CC-BY-4.0)')
  })

  it('is shown with both versions and what is new, where it is an update', () => {
    const update = (asksMore: Partial<PackAsks>) => lines({ change: { kind: 'update', from: '1.1.0', asksMore: { ...nothing, ...asksMore } } })
    expect(update({ capabilities: ['nodes'] })).toEqual(expect.arrayContaining(['MLOps mlops 1.1.0 → 1.2.0', '    newly asks for  nodes that it may change']))
    expect(update({})).toContain('    newly asks for  nothing that it did not before')
  })
})

const listed = (view: PackView) => packLines(view, speaker('en')).map(stripVTControlCharacters)

describe('a pack in the list', () => {
  it('says where it is from, or that it came with Kindlab', () => {
    const { ticket: _, change: __, ...facts } = inspection
    expect(listed({ kind: 'installed', ...facts, installedAt: 0, pinned: true })[0]).toBe('mlops  MLOps, 1.2.0, 2 labs pinned')
    expect(listed({ kind: 'built-in', ...facts, labs: [{ en: 'One' }] })).toEqual(['mlops  MLOps, 1.2.0, one lab', '    comes with Kindlab'])
  })
})
