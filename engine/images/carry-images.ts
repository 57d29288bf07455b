import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import type { ImageEntry } from './list-images.ts'

/** Writes every image that is here into one tar, for a machine that cannot get them. kind is a program and not in it. */
export async function saveImages(runtime: ContainerRuntime, { entries, file }: { readonly entries: readonly ImageEntry[]; readonly file: string }, progress: Progress): Promise<readonly string[]> {
  const images = entries.filter(({ name, presence }) => name !== 'kind' && presence.kind === 'here')
  if (images.length === 0) throw new ProblemError({ code: 'images-none', params: {} })
  progress.step('images-save', { file })
  const references = images.map(({ reference }) => reference)
  // The terminal's image holds the node's layers, which a tar has only once.
  const total = Math.max(...images.map(({ presence }) => (presence.kind === 'here' ? presence.bytes : 0)))
  const part = `${file}.part`
  try {
    await pipeline(await runtime.save(references), counting(total, progress), createWriteStream(part), { signal: progress.signal })
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw explained(error, file, progress)
  }
  return references
}

/** Gives the container engine every image of such a tar. */
export async function loadImages(runtime: ContainerRuntime, file: string, progress: Progress): Promise<void> {
  progress.step('images-load', { file })
  try {
    const { size } = await stat(file)
    const tar = counting(size, progress)
    await Promise.all([pipeline(createReadStream(file), tar, { signal: progress.signal }), runtime.load(tar, progress)])
  } catch (error) {
    throw explained(error, file, progress)
  }
}

/** Passes everything on and says how much it was; an image's size is only about what it takes in a tar. */
function counting(total: number, progress: Progress): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      progress.fraction(Math.min(1, bytes / total), `${(bytes / 1e6).toFixed(0)} MB`)
      done(null, chunk)
    },
  })
}

function explained(error: unknown, file: string, { signal }: Progress): unknown {
  signal.throwIfAborted()
  const isOfFile = error instanceof Error && 'path' in error
  return isOfFile ? new ProblemError({ code: 'images-file', params: { file }, detail: error.message }, { cause: error }) : error
}
