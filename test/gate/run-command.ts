import { spawn } from 'node:child_process'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import type { Output } from './phases.ts'

export const root = join(import.meta.dirname, '..', '..')

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>
  readonly output: Output
}

/** Runs one of the project's programs, prints what it prints, and gives back its exit code. Interrupting the gate ends it too. */
export function runCommand(line: string, { environment = {}, output }: RunOptions): Promise<number> {
  const [program = '', ...args] = line.split(' ')
  const binaries = join(root, 'node_modules', '.bin')
  const child = spawn(program === 'node' ? process.execPath : join(binaries, program), args, {
    cwd: root,
    stdio: ['ignore', ...(output === 'live' ? (['inherit', 'inherit'] as const) : (['pipe', 'pipe'] as const))],
    env: { ...process.env, PATH: `${binaries}:${process.env['PATH'] ?? ''}`, ...environment },
  })
  // What runs beside others leaves them the processor: they measure time.
  if (output === 'at-end' && child.pid !== undefined) setPriority(child.pid, 10)
  const printed: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => printed.push(chunk))
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${line}: ${error.message}`)
      resolve(127)
    })
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(printed))
      resolve(code ?? 1)
    })
  })
}
