import { open } from 'node:fs/promises'
import { ProblemError } from '#contract/problem.ts'
import { isLoopback } from './pack-source.ts'
import { travelLimits } from './travel-limits.ts'
import { shown, tooBig } from './unpack.ts'

export interface Download {
  readonly address: string
  readonly headers?: Readonly<Record<string, string>>
  readonly limit: number
  readonly signal: AbortSignal
}

/** Asks a server, wherever it sends us on to, as long as nobody on the way can read along. */
export async function ask({ address, headers = {}, signal }: Omit<Download, 'limit'>): Promise<Response> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(new Error(`no answer in ${travelLimits.silence / 1000} s`)), travelLimits.silence)
  try {
    const answer = await fetch(address, { headers, signal: AbortSignal.any([signal, patience.signal]) })
    if (new URL(answer.url).protocol !== 'https:' && !isLoopback(answer.url)) throw new ProblemError({ code: 'pack-way-unsafe', params: { protocol: 'http' } })
    return answer
  } catch (error) {
    throw signal.aborted ? signal.reason : unreached(address, error)
  } finally {
    clearTimeout(timer)
  }
}

/** Writes what an address gives into a file, as far as the limit allows. */
export async function downloadTo(file: string, download: Download): Promise<void> {
  const answer = await ask(download)
  if (!answer.ok) throw notGiven(download.address, answer)
  const target = await open(file, 'wx', 0o600)
  try {
    for await (const chunk of bytesOf(answer, download)) await target.write(chunk)
  } finally {
    await target.close()
  }
}

/** The bytes of an answer; one that is longer than it may be is not read on. */
export async function* bytesOf(answer: Response, { address, limit, signal }: Omit<Download, 'headers'>): AsyncIterable<Uint8Array> {
  let bytes = 0
  try {
    for await (const chunk of answer.body ?? []) {
      bytes += (chunk as Uint8Array).length
      if (bytes > limit) throw tooBig()
      yield chunk as Uint8Array
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : unreached(address, error)
  }
}

/** An answer as text, where it is short. */
export async function textOf(answer: Response, download: Omit<Download, 'headers'>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytesOf(answer, download)) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

export function notGiven(address: string, { status, statusText }: Response): ProblemError {
  if (status === 401 || status === 403) return new ProblemError({ code: 'pack-needs-login', params: { source: address } })
  return new ProblemError({ code: 'pack-not-fetched', params: { source: address }, detail: shown(`${status} ${statusText}`) })
}

function unreached(source: string, error: unknown): unknown {
  if (error instanceof ProblemError) return error
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return new ProblemError({ code: 'pack-not-fetched', params: { source }, detail: shown(cause instanceof Error ? cause.message : String(cause)) }, { cause: error })
}
