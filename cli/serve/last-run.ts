import { readFile, rm } from 'node:fs/promises'
import { writeFileAtomically } from '../../engine/engine.ts'

/** What pages in browsers know of the server that served them: where it is, and what lets them in. */
export interface PageRun {
  readonly port: number
  readonly session: string
  readonly pid: number
}

/**
 * The run before this one, if it was killed or still runs: a run that ends well forgets itself, and nobody is let in by it any
 * more. The next one takes the place of a killed one, whose port is free, so that open pages come back by themselves.
 */
export const lastRun = async (file: string): Promise<PageRun | undefined> => parsed(await readFile(file, 'utf8').catch(() => ''))

export const rememberRun = (file: string, run: PageRun): Promise<void> => writeFileAtomically(file, JSON.stringify(run))

/** Another run of the same home may have written the file meanwhile; that is not ours to forget. */
export async function forgetRun(file: string, pid = process.pid): Promise<void> {
  if ((await lastRun(file))?.pid === pid) await rm(file, { force: true })
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
