import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Progress } from '#contract/progress.ts'
import { homeFrom } from './files/home.ts'
import { openSite, type Site, type SiteParts } from './site.ts'

/** A site for an author's proofs: its attempts have a home of their own, inside the learner's, which goes when nothing of theirs is left. */
export async function openProofGround(parts: SiteParts, progress: Progress): Promise<Site> {
  const home = homeFrom({ KINDLAB_HOME: join(parts.home.root, 'proofs') })
  const ground = await openSite({ ...parts, home, workspaces: 'of-attempts' }, progress)
  // What a run that was killed has left.
  for (const { id } of ground.attempts.list()) await ground.attempts.end(id, progress)
  const dispose = async (): Promise<void> => {
    const isEmpty = ground.attempts.list().length === 0
    await ground.dispose()
    if (isEmpty) await rm(home.root, { recursive: true, force: true })
  }
  return { ...ground, dispose }
}
