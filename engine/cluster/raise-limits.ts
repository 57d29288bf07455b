import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Progress } from '#contract/progress.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import { sharesOurKernel } from './is-confined.ts'

/** What kind advises. A fresh machine's 128 instances do not last for a second cluster. https://kind.sigs.k8s.io/docs/user/known-issues/#pod-errors-due-to-too-many-open-files */
const enough = { max_user_instances: 512, max_user_watches: 524_288 }

/** Lifts this machine's limits on watched files to what clusters need, where we may; they last until it restarts. */
export async function raiseLimits({ environment }: ContainerRuntime, progress: Progress): Promise<void> {
  if (sharesOurKernel(environment['DOCKER_HOST']) && process.getuid?.() === 0) await raiseInotify(progress)
}

export async function raiseInotify(progress: Progress, folder = '/proc/sys/fs/inotify'): Promise<void> {
  const found = await Promise.all(Object.entries(enough).map(async ([name, wanted]) => ({ name, wanted, now: await limitIn(join(folder, name)) })))
  const low = found.filter(({ now, wanted }) => now < wanted)
  if (low.length === 0) return
  const changes = low.map(({ name, now, wanted }) => `fs.inotify.${name} ${now} → ${wanted}`).join(', ')
  try {
    for (const { name, wanted } of low) await writeFile(join(folder, name), `${wanted}\n`)
    progress.log(`Raised ${changes}`)
  } catch (error) {
    progress.log(`Could not raise ${changes}: ${String(error)}`)
  }
}

/** Not a number where there is no such limit: nothing is less than that. */
const limitIn = (path: string): Promise<number> => readFile(path, 'utf8').then(Number, () => Number.NaN)
