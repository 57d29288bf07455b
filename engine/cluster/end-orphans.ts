import { setTimeout as pause } from 'node:timers/promises'
import { tryProgram } from '../programs/run-program.ts'

interface RunningProcess {
  readonly pid: number
  readonly group: number
  readonly command: string
}

/**
 * Ends a kind that a killed engine left behind, with the docker commands it started: it would go on making the very cluster
 * that we are about to make or remove. It is known by the path of our own configuration file in its command.
 */
export async function endOrphans(configFile: string): Promise<void> {
  if (process.platform === 'win32') return
  const orphans = orphansIn(await processes(), configFile)
  for (const { group } of orphans) endGroup(group)
  for (const { group } of orphans) await waitUntilGone(group)
}

/** Only leaders of a group of their own, as we start programs. */
export function orphansIn(running: readonly RunningProcess[], configFile: string): RunningProcess[] {
  return running.filter(({ pid, group, command }) => pid === group && command.includes('create cluster') && command.includes(`--config ${configFile}`))
}

/** Reads `ps -o pid=,pgid=,args=`. */
export function processesIn(listing: string): RunningProcess[] {
  return listing.split('\n').flatMap((line) => {
    const [, pid, group, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return pid === undefined || group === undefined || command === undefined ? [] : [{ pid: Number(pid), group: Number(group), command }]
  })
}

async function processes(): Promise<RunningProcess[]> {
  const { stdout } = await tryProgram('ps', ['-axww', '-o', 'pid=,pgid=,args=']).catch(() => ({ stdout: '' }))
  return processesIn(stdout)
}

function endGroup(group: number): boolean {
  try {
    process.kill(-group, 'SIGKILL')
    return true
  } catch {
    return false
  }
}

async function waitUntilGone(group: number): Promise<void> {
  for (let tries = 0; tries < 40 && endGroup(group); tries++) await pause(50)
}
