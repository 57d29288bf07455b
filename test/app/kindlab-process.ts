import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** A `kindlab` that runs beside the test, started as a person starts it; what it prints can be waited for. */
export class KindlabProcess {
  readonly startedAt = Date.now()
  private readonly child: ChildProcess
  private output = ''
  private readonly waiting = new Set<() => void>()

  constructor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    // A group of its own: what the bootstrap started ends with it.
    this.child = spawn(process.execPath, [join(root, 'bin', 'kindlab.mjs'), ...args], { env: { ...process.env, NO_COLOR: '1', ...environment }, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.setEncoding('utf8').on('data', (chunk: string) => this.hear(chunk))
    this.child.once('close', () => this.hear(''))
  }

  get printed(): string {
    return this.output
  }

  /** The first match in what was printed so far or comes; fails when it ends without one. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(this.output)
        if (match === null && this.child.exitCode === null && this.child.signalCode === null) return
        this.waiting.delete(look)
        if (match === null) reject(new Error(`kindlab ended without printing ${pattern}:\n${this.output}`))
        else resolve(match)
      }
      this.waiting.add(look)
      look()
    })
  }

  /** Presses Ctrl-C and gives back the exit code. */
  async interrupt(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode
    const ended = new Promise<number | null>((resolve) => this.child.once('close', resolve))
    this.child.kill('SIGINT')
    return ended
  }

  /** Ends it and everything it started, at once; one that has ended already is fine. */
  kill(): void {
    const { pid, exitCode, signalCode } = this.child
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL')
  }

  private hear(chunk: string): void {
    this.output += chunk
    for (const look of this.waiting) look()
  }
}

/** Runs one `kindlab` command to its end. */
export async function kindlab(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [join(root, 'bin', 'kindlab.mjs'), ...args], { env: { ...process.env, NO_COLOR: '1', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { exitCode, stdout: stdout(), stderr: stderr() }
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString('utf8')
}
