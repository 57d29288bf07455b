import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

export interface RunOptions {
  readonly signal?: AbortSignal
  readonly cwd?: string
  /** Added to this process's own environment. */
  readonly environment?: Readonly<Record<string, string>>
  /** What the program is not to see of this process's own environment, by name. */
  readonly forget?: RegExp
  readonly input?: string | Buffer | Readable
  /** Each line of either stream as it comes. */
  readonly onLine?: (line: string) => void
}

export interface RunResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** A program that ended badly: the command as you would paste it, and the last lines it printed. */
export class ProgramError extends Error {
  readonly command: string
  readonly exitCode: number | undefined
  readonly lastLines: string

  constructor(command: string, exitCode: number | undefined, output: string, options?: ErrorOptions) {
    const lastLines = output.trimEnd().split('\n').slice(-20).join('\n')
    super(`${command}\nended with ${exitCode === undefined ? 'a signal' : `exit code ${exitCode}`}\n${lastLines}`, options)
    this.name = 'ProgramError'
    this.command = command
    this.exitCode = exitCode
    this.lastLines = lastLines
  }
}

const gracePeriod = 3_000

/**
 * Runs a program to its end and gives back what it printed. Aborting ends its whole process group (TERM, then KILL)
 * and rejects with the signal's reason. A program that cannot be started rejects with a ProgramError whose cause says why.
 */
export async function tryProgram(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  options.signal?.throwIfAborted()
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...remembered(options.forget), ...options.environment },
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    // A group of its own, so that ending it ends its children too.
    detached: process.platform !== 'win32',
  })
  const stdout = collect(child.stdout, options.onLine)
  const stderr = collect(child.stderr, options.onLine)
  feed(child.stdin, options.input)
  const stopWatching = endOnAbort(child.pid, options.signal)
  try {
    const exitCode = await new Promise<number | undefined>((resolve, reject) => {
      child.once('error', (cause) => reject(new ProgramError(pasteable(command, args), undefined, String(cause), { cause })))
      child.once('close', (code) => resolve(code ?? undefined))
    })
    options.signal?.throwIfAborted()
    if (exitCode === undefined) throw new ProgramError(pasteable(command, args), undefined, stdout() + stderr())
    return { exitCode, stdout: stdout(), stderr: stderr() }
  } finally {
    stopWatching()
  }
}

/** As `tryProgram`, for callers to whom any exit code but 0 is a failure. */
export async function runProgram(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await tryProgram(command, args, options)
  if (exitCode !== 0) throw new ProgramError(pasteable(command, args), exitCode, stdout + stderr)
  return stdout
}

/** The command as a person would paste it into a shell. */
export function pasteable(command: string, args: readonly string[]): string {
  return [command, ...args].map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ')
}

function remembered(forget: RegExp | undefined): NodeJS.ProcessEnv {
  return forget === undefined ? process.env : Object.fromEntries(Object.entries(process.env).filter(([name]) => !forget.test(name)))
}

function collect(stream: Readable | null, onLine: ((line: string) => void) | undefined): () => string {
  const chunks: string[] = []
  let rest = ''
  stream?.setEncoding('utf8')
  stream?.on('data', (chunk: string) => {
    chunks.push(chunk)
    if (!onLine) return
    const lines = (rest + chunk).split(/\r?\n/)
    rest = lines.pop() ?? ''
    lines.forEach(onLine)
  })
  stream?.on('end', () => {
    if (onLine && rest !== '') onLine(rest)
  })
  return () => chunks.join('')
}

function feed(stdin: NodeJS.WritableStream | null, input: RunOptions['input']): void {
  if (stdin === null || input === undefined) return
  // A program may end without reading all of its input; its exit code tells more than the broken pipe.
  stdin.on('error', () => {})
  if (typeof input === 'string' || Buffer.isBuffer(input)) stdin.end(input)
  else input.pipe(stdin)
}

function endOnAbort(pid: number | undefined, signal: AbortSignal | undefined): () => void {
  if (signal === undefined || pid === undefined) return () => {}
  let killer: NodeJS.Timeout | undefined
  const end = (): void => {
    signalGroup(pid, 'SIGTERM')
    killer = setTimeout(() => signalGroup(pid, 'SIGKILL'), gracePeriod)
  }
  signal.addEventListener('abort', end, { once: true })
  return () => {
    signal.removeEventListener('abort', end)
    clearTimeout(killer)
  }
}

function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, name)
  } catch {
    // It ended by itself in the meantime.
  }
}
