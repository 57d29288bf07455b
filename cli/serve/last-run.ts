import { readFile, rm } from 'node:fs/promises'
import { writeFileAtomically } from '../../engine/engine.ts'

/** What pages in browsers know of the server that served them: where it is, and what lets them in. */
export interface PageRun {
  readonly port: number
  readonly session: string
  readonly pid: number
}

/**
 * The run before this one, where it was killed: the next one takes its place, so that open pages come back by themselves.
 * A run that ends well forgets itself, and nobody is let in by it any more.
 */
export async function killedRun(file: string): Promise<PageRun | undefined> {
  const run = parsed(await readFile(file, 'utf8').catch(() => ''))
  return run === undefined || isAlive(run.pid) ? undefined : run
}

export const rememberRun = (file: string, run: PageRun): Promise<void> => writeFileAtomically(file, JSON.stringify(run))

/** Another run of the same home may have written the file meanwhile; that is not ours to forget. */
export async function forgetRun(file: string, pid = process.pid): Promise<void> {
  const run = parsed(await readFile(file, 'utf8').catch(() => ''))
  if (run?.pid === pid) await rm(file, { force: true })
}

function parsed(text: string): PageRun | undefined {
  try {
    const { port, session, pid } = { ...(JSON.parse(text) as Partial<Record<keyof PageRun, unknown>>) }
    if (typeof session !== 'string' || session.length < 32) return undefined
    return isNumber(port, 65_535) && isNumber(pid, 2 ** 31) ? { port, session, pid } : undefined
  } catch {
    return undefined
  }
}

const isNumber = (value: unknown, most: number): value is number => Number.isInteger(value) && Number(value) > 0 && Number(value) <= most

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
