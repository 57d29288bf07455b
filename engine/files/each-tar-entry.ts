import type { Duplex, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract, type Header } from 'tar-stream'

export type TarContent = AsyncIterable<Buffer>

export interface TarSource {
  readonly file: Readable
  /** What undoes its compression, or looks on, on the way. */
  readonly through?: readonly Duplex[]
  readonly signal: AbortSignal
}

/**
 * Takes the entries of a tar one after the other; whoever takes one reads its content with `for await` or lets `skip` do it.
 * Rejects with what the first of them rejects with, or with what is wrong with the tar, and only when no entry is being taken any more.
 */
export async function eachTarEntry({ file, through = [], signal }: TarSource, take: (header: Header, content: TarContent) => Promise<void>): Promise<void> {
  const tar = extract()
  let taking = Promise.resolve()
  tar.on('entry', (header, content, next) => {
    // One that breaks before anybody reads it would end the process; the whole of it fails all the same.
    content.on('error', () => {})
    taking = inTurn(take(header, content as TarContent), next)
  })
  try {
    await pipeline([file, ...through, tar], { signal })
  } finally {
    await taking
  }
}

/** Reads an entry's content to its end and keeps nothing of it. */
export async function skip(content: TarContent): Promise<void> {
  for await (const _ of content);
}

/** Lets the next entry come, or ends it all, once this one is taken. Never rejects: the stream does. */
async function inTurn(taking: Promise<void>, next: (failure?: Error | null) => void): Promise<void> {
  try {
    await taking
    next()
  } catch (error) {
    next(error as Error)
  }
}
