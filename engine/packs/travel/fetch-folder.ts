import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { ProblemError } from '#contract/problem.ts'
import { readPackFiles } from '../pack-files.ts'
import type { PackProblem } from '../pack-problem.ts'
import type { Fetched, Fetching } from './fetching.ts'
import { packRefused } from './pack-refused.ts'
import type { PackSource } from './pack-source.ts'
import { Unpacker, type Content } from './unpack.ts'

/** Copies a folder's ordinary files. What begins with a dot (an editor's files, `.git` and its hooks) stays where it is. */
export async function fetchFolder({ source }: Extract<PackSource, { kind: 'folder' }>, { into, signal }: Fetching): Promise<Fetched> {
  const read = await readPackFiles(source)
  if ('problems' in read) throw refused(source, read.problems)
  const unpacker = new Unpacker(into, Infinity)
  for (const path of read.files.keys()) {
    signal.throwIfAborted()
    await unpacker.put({ path, kind: 'file' }, contentOf(join(source, path)))
  }
  return {}
}

/** Not through a link that the file became since it was looked at, and without waiting at a pipe. */
async function* contentOf(path: string): Content {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  try {
    if (!(await file.stat()).isFile()) throw new ProblemError({ code: 'pack-holds-device', params: { path } })
    yield* file.createReadStream({ autoClose: false }) as Content
  } finally {
    await file.close()
  }
}

const codes: Partial<Record<PackProblem['code'], 'pack-holds-link' | 'pack-holds-device' | 'pack-name-unfit'>> = {
  'symbolic-link': 'pack-holds-link',
  'not-a-file': 'pack-holds-device',
  'bad-file-name': 'pack-name-unfit',
}

/** In the words that archives are refused in, where they have some. */
function refused(source: string, problems: readonly PackProblem[]): ProblemError {
  const [first] = problems
  const code = first && codes[first.code]
  return first === undefined || code === undefined ? packRefused(source, problems) : new ProblemError({ code, params: { path: first.file } })
}
