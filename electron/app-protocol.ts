import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { pageHeaders, pageType } from '#contract/page-serving.ts'
import { isOwnFile } from './addresses.ts'

export interface PageAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

export interface PageRequest {
  readonly method: string
  readonly url: string
}

/** What the page's scheme may do: it is an origin of its own, as secure as https, and has none of file://'s rights. */
export const pageScheme = { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }

/** Answers for `app://kindlab/…` with the files of one folder and nothing else. */
export async function answerPage(folder: string, { method, url }: PageRequest): Promise<PageAnswer> {
  if (method !== 'GET' && method !== 'HEAD') return refusal(405)
  const file = isOwnFile(url) ? fileInside(folder, new URL(url).pathname) : undefined
  if (file === undefined) return refusal(404)
  const body = await readFile(file).catch(() => undefined)
  if (body === undefined) return refusal(404)
  return { status: 200, headers: { ...pageHeaders, 'content-type': pageType(extname(file)) }, body: method === 'HEAD' ? new Uint8Array() : new Uint8Array(body) }
}

/** The file that a path names, or undefined for one that would leave the folder, however it is written. */
export function fileInside(folder: string, path: string): string | undefined {
  const decoded = decode(path)
  if (decoded === undefined || /[\0\\:]/.test(decoded)) return undefined
  const file = join(folder, decoded)
  return file.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? file : undefined
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

const refusal = (status: number): PageAnswer => ({ status, headers: { ...pageHeaders, 'content-type': 'text/plain' }, body: new Uint8Array() })
