import { describe, expect, it } from 'vitest'
import { ProblemError } from '#contract/problem.ts'
import { ensureLabImage, ensureNodeImage, ensureTerminalImage, type ImagesRequest } from '../../../engine/images/ensure-images.ts'
import { recipeLabel } from '../../../engine/images/image-step.ts'
import { nodeImageStep } from '../../../engine/images/node-image.ts'
import { readNodeRecipe } from '../../../engine/images/node-recipe.ts'
import { terminalImageStep } from '../../../engine/images/terminal-image.ts'
import type { ContainerRuntime, ImageFacts } from '../../../engine/runtime/container-runtime.ts'
import { fakeRuntime } from '../../fakes/fake-runtime.ts'
import { recordedProgress, scratchFolder } from './scratch.ts'

const recipe = readNodeRecipe()
const agnhost = 'registry.k8s.io/e2e-test-images/agnhost:2.66.1'

/** An engine that has these images, reference → recipe key, and can neither pull nor build. */
function anEngineWith(images: Readonly<Record<string, string>>): ContainerRuntime & { pulls: string[] } {
  const pulls: string[] = []
  const facts = (reference: string): ImageFacts | undefined => {
    const key = images[reference]
    return key === undefined ? undefined : { id: `sha256:${reference}`, tags: [reference], digests: [], sizeBytes: 1, labels: { [recipeLabel]: key } }
  }
  const pull = (reference: string): Promise<never> => {
    pulls.push(reference)
    return Promise.reject(new ProblemError({ code: 'registry-not-answering', params: { image: reference } }))
  }
  return { ...fakeRuntime(), pulls, pull, image: async (reference) => facts(reference) }
}

function aRequest(runtime: ContainerRuntime): ImagesRequest & { progress: ReturnType<typeof recordedProgress> } {
  return { runtime, cache: scratchFolder(), progress: recordedProgress() }
}

const builtStep = nodeImageStep(fakeRuntime(), '/nowhere', recipe)
const built = { [builtStep.reference]: builtStep.key }
const official = { [recipe.official]: '' }

describe('the node image', () => {
  it('is the official one where both are here', async () => {
    expect(await ensureNodeImage(aRequest(anEngineWith({ ...built, ...official })))).toEqual({ reference: recipe.official, kind: 'official' })
  })

  it('is the built one, at once and without a question to a registry, where only that is here', async () => {
    const runtime = anEngineWith(built)
    const request = aRequest(runtime)
    expect(await ensureNodeImage(request)).toEqual({ reference: builtStep.reference, kind: 'built' })
    expect([runtime.pulls, request.progress.events]).toEqual([[], []])
  })

  it('is the built one where that is preferred', async () => {
    const request = aRequest(anEngineWith({ ...built, ...official }))
    expect(await ensureNodeImage({ ...request, prefer: 'built' })).toMatchObject({ kind: 'built' })
  })

  it('is never built where the official one is insisted on', async () => {
    const runtime = anEngineWith(built)
    await expect(ensureNodeImage({ ...aRequest(runtime), prefer: 'official' })).rejects.toThrow('registry-not-answering')
    expect(runtime.pulls).toEqual([recipe.official])
  })

  it('is not one that another recipe made under our name', async () => {
    const runtime = anEngineWith({ [builtStep.reference]: 'another-key' })
    await expect(ensureNodeImage({ ...aRequest(runtime), prefer: 'official' })).rejects.toThrow('registry-not-answering')
  })
})

describe('the terminal image', () => {
  const terminalOf = (runtime: ContainerRuntime, id: string) => terminalImageStep(runtime, '/nowhere', { ...base, id, reference: recipe.official })
  const base: ImageFacts = { id: '', tags: [], digests: [], sizeBytes: 1, labels: {} }

  it('is another one for another node image', () => {
    expect(terminalOf(fakeRuntime(), 'sha256:1').key).not.toBe(terminalOf(fakeRuntime(), 'sha256:2').key)
  })

  it('is not made again', async () => {
    const step = terminalOf(fakeRuntime(), `sha256:${recipe.official}`)
    const request = aRequest(anEngineWith({ ...official, [step.reference]: step.key }))
    expect(await ensureTerminalImage({ ...request, node: { reference: recipe.official, kind: 'official' } })).toEqual({ reference: step.reference })
    expect(request.progress.events).toEqual([])
  })

  it('needs its node image to be here', async () => {
    const node = { reference: recipe.official, kind: 'official' } as const
    await expect(ensureTerminalImage({ ...aRequest(anEngineWith({})), node })).rejects.toThrow('image-missing')
  })
})

describe('an image for labs', () => {
  it('is in every built node already', async () => {
    const node = { reference: builtStep.reference, kind: 'built' } as const
    expect(await ensureLabImage('agnhost', { ...aRequest(anEngineWith({})), node })).toEqual({ reference: agnhost, kind: 'preloaded' })
  })

  it('is pulled for an official node, once', async () => {
    const node = { reference: recipe.official, kind: 'official' } as const
    const runtime = anEngineWith({ [agnhost]: '' })
    expect(await ensureLabImage('agnhost', { ...aRequest(runtime), node })).toEqual({ reference: agnhost, kind: 'local' })
    expect(runtime.pulls).toEqual([])
  })

  it('says why it could not be pulled', async () => {
    const node = { reference: recipe.official, kind: 'official' } as const
    await expect(ensureLabImage('agnhost', { ...aRequest(anEngineWith({})), node })).rejects.toThrow('registry-not-answering')
  })
})
