import { describe, expect, it } from 'vitest'
import { catalogueOf, type CatalogueView } from '../../engine/lab-views.ts'
import { readPack } from '../../engine/packs/load-pack.ts'
import type { LoadedPack } from '../../engine/packs/pack-store.ts'
import { aPack } from '../builders/pack-files.ts'

const view: CatalogueView = {
  capabilities: new Set(['namespaces']),
  components: [{ name: 'metrics-server', title: { en: 'Metrics Server' }, price: { memory: '40Mi', disk: '75Mi', minutes: 7 } }],
  images: { images: new Map([['example.org/a:1', 7]]), isWhole: true },
  kept: [],
  place: 'kind/kindlab',
}

function loaded(packLines = '', labLines = ''): LoadedPack {
  const written = (path: string): string => String(aPack().files.get(path)?.content)
  const result = readPack(aPack({ 'pack.yaml': written('pack.yaml') + packLines, '010-one/lab.yaml': written('010-one/lab.yaml') + labLines }))
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.problems))
  return result.pack
}

const catalogue = (pack: LoadedPack) => catalogueOf({ packs: [pack], refused: [] }, view)

describe('the catalogue', () => {
  it('puts labs that no track names on a path of the pack’s own name', () => {
    expect(catalogue(loaded()).packs[0]?.tracks).toEqual([{ id: 'small', title: { en: 'Small', ko: '작은 팩' }, labs: ['one'] }])
    expect(catalogue(loaded('tracks: [{ id: first, title: { en: First }, labs: [one] }]\n')).packs[0]?.tracks).toEqual([{ id: 'first', title: { en: 'First' }, labs: ['one'] }])
  })

  it('says what a lab costs: memory, images, and what it adds to the cluster', () => {
    const [lab] = catalogue(loaded('', 'budget: { memory: 1Gi }\nimages: ["example.org/a:1", "example.org/b:1"]\ncomponents: [metrics-server]\n')).labs
    expect(lab).toMatchObject({
      memoryBytes: 2 ** 30,
      points: 2,
      images: [{ reference: 'example.org/a:1', presence: 'in-nodes', bytes: 7 }, { reference: 'example.org/b:1', presence: 'missing' }],
      components: [{ name: 'metrics-server', title: { en: 'Metrics Server' }, memoryBytes: 40 * 2 ** 20 }],
    })
  })
})
