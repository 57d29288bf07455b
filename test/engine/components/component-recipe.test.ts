import { describe, expect, it } from 'vitest'
import { readComponents } from '../../../engine/components/component-recipe.ts'
import { imagesIn } from '../../../engine/packs/image-names.ts'

describe('the components that ship with Kindlab', () => {
  it.each(readComponents().map((component) => [component.name, component] as const))('%s is whole: texts, labels, pinned images that its manifests name', (name, { title, summary, objects, images }) => {
    expect([Object.keys(title), Object.keys(summary)]).toEqual([['en', 'ko'], ['en', 'ko']])
    expect(objects.filter(({ metadata }) => metadata.labels?.['dev.kindlab.component'] !== name)).toEqual([])
    const named = imagesIn(JSON.stringify(objects, null, 1).replaceAll('"', '')).map(({ image }) => image.replace(/,$/, ''))
    expect([...new Set(named)].toSorted()).toEqual(images.flatMap(({ references }) => references).toSorted())
  })
})
