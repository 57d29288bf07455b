import type { InstalledPack, PackAsks, PackInspection, PackView } from '#contract/pack.ts'
import type { Problem } from '#contract/problem.ts'
import { catalogueStories } from './catalogue-stories.ts'
import type { Story, StoryPacks } from './story.ts'

const key = 'RWSMxil/T9TEG7WK48gT1ZmWXUmPBEflQAbbXvkQD6jNMNSyiPBgN9My'
const nothing: PackAsks = { capabilities: [], privileged: false, rights: [], components: [], images: [] }
const usual: PackAsks = { ...nothing, capabilities: ['namespaces'] }

const builtIn: PackView = { kind: 'built-in', pack: 'kubernetes-basics', version: '2.1.0', title: { en: 'Kubernetes basics', ko: '쿠버네티스 기초' }, labs: Array(7).fill({ en: 'A lab', ko: '실습' }), asks: usual }

const serving: Omit<PackInspection, 'ticket' | 'change'> = {
  pack: 'model-serving',
  version: '1.2.0',
  title: { en: 'Serving models', ko: '모델 서빙' },
  licence: 'CC-BY-4.0',
  authors: ['Ada Kim', 'Bo Lee'],
  labs: [{ en: 'One model behind a Service', ko: '서비스 뒤의 모델 하나' }, { en: 'A fifth goes to the new model', ko: '5분의 1은 새 모델로' }],
  files: 41,
  bytes: 184_000,
  digest: `sha256:${'5'.repeat(64)}`,
  asks: { capabilities: ['namespaces', 'cluster-scope'], privileged: false, rights: ['get, list customresourcedefinitions'], components: ['metrics-server'], images: ['ghcr.io/example/model:1.4'] },
  origin: { kind: 'oci', source: 'oci://ghcr.io/example/model-serving:1', revision: `sha256:${'3fa9'.repeat(16)}` },
  signature: { kind: 'signed', key, comment: 'model-serving 1.2.0', trust: 'came-along' },
}

const seminar: InstalledPack = {
  kind: 'installed',
  ...serving,
  pack: 'autumn-seminar',
  version: '0.4.0',
  title: { en: 'Autumn seminar', ko: '가을 세미나' },
  labs: [{ en: 'Three nodes', ko: '노드 셋' }],
  asks: usual,
  origin: { kind: 'git', source: 'https://example.com/seminar/labs.git#main:packs/autumn', revision: '0e15b6ddbb99e7c0' },
  signature: { kind: 'unsigned' },
  installedAt: 0,
  pinned: true,
}
const installed: InstalledPack = { kind: 'installed', ...serving, version: '1.1.0', asks: usual, signature: { kind: 'signed', key, comment: 'model-serving 1.1.0', trust: 'given' }, installedAt: 0, pinned: false }

const inspected = (changes: Partial<PackInspection>): StoryPacks['work'] => ({ kind: 'inspected', inspection: { ticket: '0', change: { kind: 'new' }, ...serving, ...changes }, isInstalling: false })
const escapes: Problem = { code: 'pack-path-escapes', params: { path: '../../.bashrc' } }
const refused: Problem = {
  code: 'pack-refused',
  params: { folder: 'https://example.com/pack.zip' },
  lines: [{ en: '010-one/lab.yaml:12:7 steps[0].id: There is no field `idd` here. Did you mean `id`?', ko: '010-one/lab.yaml:12:7 steps[0].id: 여기에는 `idd` 필드가 없습니다. 혹시 `id`인가요?' }],
}

const { 'under-way': behind } = catalogueStories
const story = (list: readonly PackView[], work: StoryPacks['work'] = { kind: 'idle' }): readonly Story[] => (behind === undefined ? [] : [{ ...behind, packs: { list, work } }])

/** The states of the panel of packs, over a catalogue. */
export const packStories: Readonly<Record<string, Story>> = Object.fromEntries(
  Object.entries({
    'packs-none': story([builtIn]),
    'packs-installed': story([installed, seminar, builtIn]),
    'packs-looking': story([builtIn], { kind: 'looking', ending: new AbortController() }),
    'packs-new': story([builtIn], inspected({})),
    'packs-unsigned': story([builtIn], inspected({ signature: { kind: 'unsigned' }, asks: usual, origin: { kind: 'folder', source: '/home/haru/labs/model-serving' } })),
    'packs-update': story([installed, builtIn], inspected({ change: { kind: 'update', from: '1.1.0', asksMore: { ...serving.asks, capabilities: ['cluster-scope'] } }, signature: { kind: 'signed', key, comment: 'model-serving 1.2.0', trust: 'same-as-before' } })),
    'packs-nothing-new': story([installed, builtIn], inspected({ change: { kind: 'none' } })),
    'packs-refused': story([builtIn], { kind: 'failed', problem: escapes }),
    'packs-broken': story([builtIn], { kind: 'failed', problem: refused }),
  }).flatMap(([name, stories]) => stories.map((one) => [name, one] as const)),
)
