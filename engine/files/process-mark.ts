import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** A process as a file may name it, so that another one that was given its number later is not taken for it. */
export interface ProcessMark {
  readonly pid: number
  /** When it began; where the system does not tell, what only that process knows of itself. */
  readonly began: string
}

const own: ProcessMark = { pid: process.pid, began: beginningOf(process.pid) || randomUUID() }

export const ownMark = (): ProcessMark => own

/** Whether that very process runs, ours or another's; one that ended and that nobody has asked about yet does not. */
export function isMarkAlive({ pid, began }: ProcessMark): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  if (pid === own.pid) return began === own.began
  return process.platform !== 'linux' || beginningOf(pid) === began
}

/** Where Linux tells it, the start time of a process (field 22 of its stat, after the name in brackets) and the boot it counts from. */
export function beginningOf(pid: number): string {
  if (process.platform !== 'linux') return ''
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' ? 'ended' : `${boot} ${fields[18]}`
  } catch {
    return ''
  }
}
