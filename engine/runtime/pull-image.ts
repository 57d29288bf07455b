import { setTimeout as sleep } from 'node:timers/promises'
import type { Readable } from 'node:stream'
import type Docker from 'dockerode'
import type { Progress } from '#contract/progress.ts'
import { ProblemError } from '#contract/problem.ts'
import type { ImageFacts } from './container-runtime.ts'
import { asking, askingUnless, dockerProblem, notFound, reasonOf } from './docker-error.ts'
import { readImage } from './read-image.ts'
import { followMessages, lineOf } from './engine-messages.ts'
import { lookupName, parseReference, type ImageReference } from './image-reference.ts'
import { pullFailureFrom, pullProblem, type PullFailure } from './pull-failure.ts'
import { Silence } from './silence.ts'
import { downloadedBytes, pullState, withMessage, type Layers } from './pull-progress.ts'

export interface PullPatience {
  /** Attempts in a row that bring nothing new before we give up, by what went wrong; for all else one is enough. */
  readonly attempts: Partial<Record<PullFailure, number>>
  /** Milliseconds before the second attempt, doubled each time. */
  readonly firstPause: number
  /**
   * Milliseconds without a word from the engine after which we give up. Longer than TCP's own keep-alive, by which the
   * engine notices a dead connection and goes on by itself; while it does not, a new attempt would only join the old one.
   */
  readonly silence: number
}

const usualPatience: PullPatience = { attempts: { cut: 5, 'not-answering': 2 }, firstPause: 1_000, silence: 360_000 }

/**
 * Pulls an image by tag and, where the reference names one, digest. Layers that came whole stay with the engine, so that
 * an attempt after a cut goes on where the last one ended. An image whose bytes are not those of the digest is never kept.
 */
export async function pullImage(docker: Docker, reference: string, progress: Progress, patience: PullPatience = usualPatience): Promise<ImageFacts> {
  const parts = parseReference(reference)
  const present = parts.digest ? await readImage(docker, lookupName(parts)) : undefined
  if (!present) await pullWithRetries(docker, reference, progress, patience)
  if (parts.digest) await keepOnlyDigest(docker, reference, parts)
  progress.fraction(1)
  return readPulled(docker, reference, parts)
}

async function readPulled(docker: Docker, reference: string, parts: ImageReference): Promise<ImageFacts> {
  const image = await readImage(docker, lookupName(parts))
  if (!image) throw new ProblemError({ code: 'image-missing', params: { image: reference } })
  return image
}

async function pullWithRetries(docker: Docker, reference: string, progress: Progress, patience: PullPatience): Promise<void> {
  let [bytes, failures] = [0, 0]
  for (;;) {
    const attempt = await pullOnce(docker, reference, progress, patience)
    if (attempt.kind === 'pulled') return
    failures = attempt.bytes > bytes ? 1 : failures + 1
    bytes = Math.max(bytes, attempt.bytes)
    const allowed = patience.attempts[pullFailureFrom(attempt.message)] ?? 1
    if (failures >= allowed) throw new ProblemError(pullProblem(reference, attempt.message), { cause: attempt.error })
    progress.log(`${attempt.message}; trying again (${failures})`)
    await sleep(patience.firstPause * 2 ** (failures - 1), undefined, { signal: progress.signal }).catch(() => progress.signal.throwIfAborted())
  }
}

type Attempt = { readonly kind: 'pulled' } | { readonly kind: 'failed'; readonly bytes: number; readonly message: string; readonly error: unknown }

async function pullOnce(docker: Docker, reference: string, progress: Progress, patience: PullPatience): Promise<Attempt> {
  let layers: Layers = new Map()
  const silence = new Silence(patience.silence, (seconds) => progress.log(`nothing has come for ${seconds} s`))
  const signal = AbortSignal.any([progress.signal, silence.signal])
  try {
    const answer = await docker.createImage({ ...pullQuery(parseReference(reference)), abortSignal: signal })
    // dockerode types the answer as the older interface; it is Node's IncomingMessage.
    await followMessages(answer as Readable, (message) => {
      silence.broken()
      layers = report(withMessage(layers, message), progress)
      if (message.progressDetail?.current === undefined) progress.log(lineOf(message))
    }, signal)
    return { kind: 'pulled' }
  } catch (error) {
    progress.signal.throwIfAborted()
    const problem = silence.signal.aborted ? undefined : dockerProblem(error)
    if (problem && problem.code !== 'docker-disk-full') throw new ProblemError(problem, { cause: error })
    const message = silence.signal.aborted ? `stalled: nothing came for ${patience.silence / 1000} s` : reasonOf(error)
    return { kind: 'failed', bytes: downloadedBytes(layers), message, error }
  } finally {
    silence.dispose()
  }
}

/** By digest where there is one: then nothing but those bytes can come. */
function pullQuery({ repository, tag, digest }: ImageReference): { fromImage: string; tag: string } {
  return { fromImage: repository, tag: digest ?? tag ?? 'latest' }
}

function report(layers: Layers, progress: Progress): Layers {
  const { fraction, note } = pullState(layers)
  if (layers.size > 0) progress.fraction(fraction, note)
  return layers
}

/** The engine has checked the bytes against the digest; we check that it says so, then give them their tag. */
async function keepOnlyDigest(docker: Docker, reference: string, parts: ImageReference): Promise<void> {
  const name = lookupName(parts)
  const image = await readImage(docker, name)
  if (!image?.digests.some((digest) => digest.endsWith(`@${parts.digest}`))) {
    await askingUnless(`remove ${name}`, notFound, docker.getImage(name).remove())
    throw new ProblemError({ code: 'image-digest-differs', params: { image: reference, registry: parts.repository } })
  }
  if (parts.tag) await asking(`tag ${reference}`, docker.getImage(image.id).tag({ repo: parts.repository, tag: parts.tag }))
}
