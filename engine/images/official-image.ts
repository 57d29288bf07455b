import { ProblemError, type Problem } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'

export type PullOutcome = { readonly kind: 'pulled' } | { readonly kind: 'unreachable'; readonly problem: Problem }

/** How long a registry may stay silent while there is another way to the image. */
const firstWordWithin = 6_000

/** What stands between us and a registry. Any other problem of a pull (a wrong digest, a full disk) is not solved by building. */
const networkCodes: ReadonlySet<Problem['code']> = new Set([
  'registry-not-answering',
  'registry-refused',
  'registry-rate-limited',
  'registry-certificate',
  'image-not-in-registry',
  'image-pull-cut',
  'image-pull-failed',
])

/** What each engine's registry answered in this run: where there is another way to the image, it is asked only once. */
const answers = new WeakMap<ContainerRuntime, Map<string, Problem>>()

/**
 * Pulls an image if its registry answers. With `impatient` a registry that says nothing for some seconds counts as not
 * answering; once the first layer comes there is no hurry any more.
 */
export async function tryPull(
  runtime: ContainerRuntime,
  reference: string,
  { impatient, progress }: { readonly impatient: boolean; readonly progress: Progress },
): Promise<PullOutcome> {
  const known = answers.get(runtime)?.get(reference)
  if (known && impatient) return { kind: 'unreachable', problem: known }
  progress.step('images-pull', { image: reference })
  try {
    await pullWithin(runtime, reference, impatient ? firstWordWithin : undefined, progress)
    return { kind: 'pulled' }
  } catch (error) {
    progress.signal.throwIfAborted()
    const problem = unreachable(error, reference)
    if (!problem) throw error
    progress.log(problem.detail ?? problem.code)
    answers.set(runtime, (answers.get(runtime) ?? new Map<string, Problem>()).set(reference, problem))
    return { kind: 'unreachable', problem }
  }
}

class SilentRegistry extends Error {}

async function pullWithin(runtime: ContainerRuntime, reference: string, patience: number | undefined, progress: Progress): Promise<void> {
  const silent = new AbortController()
  const timer = patience === undefined ? undefined : setTimeout(() => silent.abort(new SilentRegistry()), patience)
  try {
    await runtime.pull(reference, {
      signal: AbortSignal.any([progress.signal, silent.signal]),
      step: (code, params) => progress.step(code, params),
      log: (line) => progress.log(line),
      fraction: (done, note) => {
        clearTimeout(timer)
        progress.fraction(done, note)
      },
    })
  } finally {
    clearTimeout(timer)
  }
}

function unreachable(error: unknown, image: string): Problem | undefined {
  if (error instanceof SilentRegistry) {
    const detail = `no word from the registry within ${firstWordWithin / 1000} s`
    return { code: 'registry-not-answering', params: { image, registry: image.split('/')[0] ?? image }, detail }
  }
  return error instanceof ProblemError && networkCodes.has(error.problem.code) ? error.problem : undefined
}
