import { ProblemError } from '#contract/problem.ts'
import type { TerminalHost } from './terminal-host.ts'

/** How many shells of an attempt may run at once: more than anybody looks at, and together no more memory than a small machine has. */
const mostRunning = 8

/** Throws where one more would be too many. */
export async function refuseTooMany(terminals: TerminalHost, attempt: string): Promise<void> {
  const running = (await terminals.list()).filter(({ target, state }) => target.attempt === attempt && state === 'running')
  if (running.length >= mostRunning) throw new ProblemError({ code: 'terminals-too-many', params: { limit: mostRunning }, fixes: [] })
}
