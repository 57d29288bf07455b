import { spawn } from 'node:child_process'
import { join } from 'node:path'

const program = join(import.meta.dirname, '..', '..', 'bin', 'kindlab.mjs')

export interface ShellOptions {
  /** `shell first-pod`, with whatever comes before it. */
  readonly args: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** What the shell shows when it waits for a command. */
  readonly prompt: string
}

/** Types into `kindlab … shell` on a terminal of its own (util-linux `script`), leaves it, and gives back all that was on the screen. */
export async function inShell({ args, environment = {}, prompt }: ShellOptions, lines: string, until: string): Promise<string> {
  const command = [process.execPath, program, '--lang', 'en', ...args].map((word) => `'${word}'`).join(' ')
  const child = spawn('script', ['-qfec', command, '/dev/null'], { env: { ...process.env, ...environment }, stdio: ['pipe', 'pipe', 'inherit'] })
  let screen = ''
  const seen = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (screen.includes(text)) resolve()
      }
      child.stdout.on('data', look)
      child.once('close', () => reject(new Error(`the shell ended without showing ${text}:\n${screen}`)))
      look()
    })
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (screen += chunk))
  await seen(prompt)
  child.stdin.write(lines)
  await seen(until)
  const ended = new Promise((resolve) => child.once('close', resolve))
  child.stdin.write('\x1d')
  await ended
  return screen
}
