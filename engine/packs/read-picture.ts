import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import type { LessonPicture } from '#contract/lab-summary.ts'
import { pictureType } from '#contract/lesson-parts.ts'
import { ProblemError } from '#contract/problem.ts'
import { packLimits } from './pack-limits.ts'
import type { LoadedLab } from './pack-store.ts'

/** A picture that a lab's lessons name, and no other file, however its name is written. */
export async function readPicture({ pictures, lab }: LoadedLab, source: string): Promise<LessonPicture> {
  const [type, path] = [pictureType(source), Object.hasOwn(pictures, source) ? pictures[source] : undefined]
  const bytes = type === undefined || path === undefined ? undefined : await readWithin(path, packLimits.pictureBytes).catch(() => undefined)
  if (type === undefined || bytes === undefined) throw new ProblemError({ code: 'picture-missing', params: { picture: source.slice(0, 200), lab: lab.id } })
  return { type, data: bytes.toString('base64') }
}

/** Undefined for one that has grown, or is a link, since the pack was read. */
async function readWithin(path: string, limit: number): Promise<Buffer | undefined> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  try {
    return (await file.stat()).size > limit ? undefined : await file.readFile()
  } finally {
    await file.close()
  }
}
