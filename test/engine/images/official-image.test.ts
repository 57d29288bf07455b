import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ProblemError, type Problem } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import { tryPull } from '../../../engine/images/official-image.ts'
import type { ContainerRuntime, ImageFacts } from '../../../engine/runtime/container-runtime.ts'
import { fakeRuntime } from '../../fakes/fake-runtime.ts'
import { recordedProgress } from './scratch.ts'

const image = 'kindest/node:v1.37.0'
const facts: ImageFacts = { id: 'sha256:1', tags: [image], digests: [], sizeBytes: 1, labels: {} }

type Pull = (progress: Progress) => Promise<ImageFacts>

function anEngine(pull: Pull): ContainerRuntime & { pulls: number } {
  const engine = { ...fakeRuntime(), pulls: 0, pull: (_reference: string, progress: Progress) => ((engine.pulls += 1), pull(progress)) }
  return engine
}

const failing = (code: Problem['code']): Pull => async () => Promise.reject(new ProblemError({ code, params: {} }))

/** As the container engine does when it waits for a registry that says nothing. */
const silent: Pull = ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

describe('pulling an official image', () => {
  it('says so when it is here', async () => {
    expect(await tryPull(anEngine(async () => facts), image, { impatient: true, progress: recordedProgress() })).toEqual({ kind: 'pulled' })
  })

  it.each(['registry-not-answering', 'registry-certificate', 'registry-refused', 'image-pull-cut'] as const)(
    'leaves the way open to a build after %s',
    async (code) => {
      const outcome = await tryPull(anEngine(failing(code)), image, { impatient: true, progress: recordedProgress() })
      expect(outcome).toMatchObject({ kind: 'unreachable', problem: { code } })
    },
  )

  it.each([
    ['only once in a run where there is another way', true, 1],
    ['again where there is none: the network may be back', false, 2],
  ])('asks a registry that did not answer %s', async (_claim, impatient, pulls) => {
    const engine = anEngine(failing('registry-not-answering'))
    const ask = () => tryPull(engine, image, { impatient, progress: recordedProgress() })
    expect([await ask(), await ask(), engine.pulls]).toMatchObject([{ kind: 'unreachable' }, { kind: 'unreachable' }, pulls])
  })

  it.each(['image-digest-differs', 'docker-disk-full'] as const)('does not hide %s behind a build', async (code) => {
    await expect(tryPull(anEngine(failing(code)), image, { impatient: true, progress: recordedProgress() })).rejects.toThrow(code)
  })

  describe('from a registry that says nothing', () => {
    beforeEach(() => void vi.useFakeTimers())
    afterEach(() => void vi.useRealTimers())

    it('gives up after some seconds where there is another way', async () => {
      const outcome = tryPull(anEngine(silent), image, { impatient: true, progress: recordedProgress() })
      await vi.advanceTimersByTimeAsync(6_000)
      expect(await outcome).toMatchObject({ kind: 'unreachable', problem: { code: 'registry-not-answering', params: { image } } })
    })

    it('waits on once the first layer has come', async () => {
      const arrived = Promise.withResolvers<ImageFacts>()
      const outcome = tryPull(anEngine((progress) => (progress.fraction(0.1), arrived.promise)), image, { impatient: true, progress: recordedProgress() })
      await vi.advanceTimersByTimeAsync(60_000)
      arrived.resolve(facts)
      expect(await outcome).toEqual({ kind: 'pulled' })
    })

    it('waits as long as the engine does where there is no other way', async () => {
      const cancel = new AbortController()
      const outcome = tryPull(anEngine(silent), image, { impatient: false, progress: recordedProgress(cancel.signal) })
      const ended = vi.fn<() => void>()
      outcome.catch(ended)
      await vi.advanceTimersByTimeAsync(60_000)
      expect(ended).not.toHaveBeenCalled()
      cancel.abort(new Error('cancelled'))
      await expect(outcome).rejects.toThrow('cancelled')
    })
  })
})
