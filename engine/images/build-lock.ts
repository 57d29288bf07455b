import { join } from 'node:path'
import type { Progress } from '#contract/progress.ts'
import { oneAtATime } from '../files/one-at-a-time.ts'

/** Builds of one cache one after the other, so that two commands started together do not make everything twice. */
export function whileBuilding<Result>(cache: string, progress: Progress, build: () => Promise<Result>): Promise<Result> {
  const onWait = (pid: number): void => progress.log(`Process ${pid} is building here already; waiting for it.`)
  return oneAtATime({ file: join(cache, 'images', 'building.lock'), signal: progress.signal, onWait }, build)
}
