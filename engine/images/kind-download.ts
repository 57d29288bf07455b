import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import { dockerArchitecture } from './docker-archive.ts'
import { folderStep, type FolderStep } from './folder-step.ts'
import { recipesFolder } from './node-recipe.ts'

const lockSchema = z.strictObject({ version: z.string(), from: z.url(), sha256: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)) })

export type KindLock = Readonly<z.infer<typeof lockSchema>>

export function readKindLock(): KindLock {
  return lockSchema.parse(JSON.parse(readFileSync(join(recipesFolder, 'kind.lock.json'), 'utf8')))
}

/** The release's file for a machine, as kind names it: `kind-linux-amd64`. */
export function kindFileFor(platform: NodeJS.Platform, architecture: string): string {
  return `kind-${platform === 'win32' ? 'windows' : platform}-${dockerArchitecture(architecture)}`
}

/** kind's own release for this machine, or undefined where there is none. Bytes that are not the locked ones are refused. */
export function kindDownloadStep(cache: string, lock: KindLock, name: string, ask: typeof fetch = fetch): FolderStep | undefined {
  const sha256 = lock.sha256[name]
  if (sha256 === undefined) return undefined
  return folderStep(cache, {
    name: 'kind-release',
    code: 'images-download-program',
    params: { program: `kind ${lock.version}` },
    ingredients: { values: [lock.version, name, sha256] },
    fill: async (folder, progress) => {
      const bytes = await download(`${lock.from}/${name}`, progress, ask)
      const found = createHash('sha256').update(bytes).digest('hex')
      if (found !== sha256) throw new ProblemError({ code: 'download-differs', params: { file: name, wanted: sha256, found } })
      const file = join(folder, kindFileName())
      await writeFile(file, bytes)
      await chmod(file, 0o755)
    },
  })
}

export const kindFileName = (): string => (process.platform === 'win32' ? 'kind.exe' : 'kind')

async function download(url: string, progress: Progress, ask: typeof fetch): Promise<Buffer> {
  const answer = await ask(url, { signal: progress.signal })
  if (!answer.ok || !answer.body) throw new Error(`${url} answered ${answer.status} ${answer.statusText}`)
  const total = Number(answer.headers.get('content-length'))
  const chunks: Uint8Array[] = []
  let done = 0
  for await (const chunk of answer.body) {
    chunks.push(chunk)
    done += chunk.length
    if (total > 0) progress.fraction(done / total, `${(done / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB`)
  }
  return Buffer.concat(chunks)
}
