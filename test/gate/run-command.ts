import { spawn } from 'node:child_process'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

/** Runs one of the project's programs with its output shown, and gives back its exit code. Interrupting the gate ends it too. */
export function runCommand(line: string, environment: Readonly<Record<string, string>> = {}): Promise<number> {
  const [program = '', ...args] = line.split(' ')
  const binaries = join(root, 'node_modules', '.bin')
  const child = spawn(program === 'node' ? process.execPath : join(binaries, program), args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: `${binaries}:${process.env['PATH'] ?? ''}`, ...environment },
  })
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${line}: ${error.message}`)
      resolve(127)
    })
    child.once('close', (code) => resolve(code ?? 1))
  })
}
