import { describe, expect, it } from 'vitest'
import { recipeLabel } from '../../../engine/images/image-step.ts'
import { listImages, type ImageEntry } from '../../../engine/images/list-images.ts'
import { nodeImageStep } from '../../../engine/images/node-image.ts'
import { readNodeRecipe } from '../../../engine/images/node-recipe.ts'
import { fakeRuntime } from '../../fakes/fake-runtime.ts'
import { scratchFolder } from './scratch.ts'

const recipe = readNodeRecipe()
const builtNode = nodeImageStep(fakeRuntime(), '/nowhere', recipe).reference

async function listWith(here: readonly string[]): Promise<Readonly<Record<string, Pick<ImageEntry, 'origin'> & { kind: string }>>> {
  const image = async (reference: string) => (here.includes(reference) ? { id: `sha256:${reference}`, tags: [reference], digests: [], sizeBytes: 7, labels: { [recipeLabel]: '' } } : undefined)
  const entries = await listImages({ runtime: { ...fakeRuntime(), image }, cache: scratchFolder(), signal: new AbortController().signal })
  return Object.fromEntries(entries.map(({ name, origin, presence }) => [name, { origin, kind: presence.kind }]))
}

describe('the list of images', () => {
  it('names the official node and says that nothing is here on a fresh machine', async () => {
    const { node, terminal, agnhost } = await listWith([])
    expect([node, terminal, agnhost]).toEqual([
      { origin: 'official', kind: 'missing' },
      { origin: 'built', kind: 'missing' },
      { origin: 'official', kind: 'missing' },
    ])
  })

  it('finds the labs’ image inside a node that Kindlab made', async () => {
    const { node, agnhost } = await listWith([builtNode])
    expect([node, agnhost]).toEqual([
      { origin: 'built', kind: 'here' },
      { origin: 'built', kind: 'in-node' },
    ])
  })

  it('takes the official node before one that Kindlab made', async () => {
    expect((await listWith([builtNode, recipe.official]))['node']).toEqual({ origin: 'official', kind: 'here' })
  })
})
