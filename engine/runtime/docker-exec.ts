import { randomUUID } from 'node:crypto'
import { Readable, type Duplex } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type Docker from 'dockerode'
import { asking } from './docker-error.ts'
import { endMarked } from './end-marked.ts'
import { Demultiplexer } from './demultiplex.ts'
import type { ExecOptions, ExecResult } from './container-runtime.ts'

/**
 * Runs a program to its end inside a running container. When that is aborted, or its input cannot be read, the program
 * and its children are ended there (where the container has a shell to do it with).
 */
export async function execInContainer(docker: Docker, id: string, command: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
  options.signal?.throwIfAborted()
  const mark = `KINDLAB_EXEC=${randomUUID()}`
  const exec = await asking(`run ${command[0] ?? 'a program'} in ${id}`, docker.getContainer(id).exec(execSpec(command, options, mark)))
  const stream = await asking(`run ${command[0] ?? 'a program'} in ${id}`, openStream(exec, options.input))
  try {
    const output = await collectOutput(stream, options)
    return { exitCode: await exitCodeOf(exec), ...output }
  } catch (error) {
    stream.destroy()
    await endMarked(docker.getContainer(id), exec, mark)
    options.signal?.throwIfAborted()
    throw error
  }
}

function execSpec(command: readonly string[], { environment, input, user }: ExecOptions, mark: string): Docker.ExecCreateOptions {
  const variables = Object.entries(environment ?? {}).map(([name, value]) => `${name}=${value}`)
  return {
    Cmd: [...command],
    AttachStdin: input !== undefined,
    AttachStdout: true,
    AttachStderr: true,
    Env: [...variables, mark],
    ...(user === undefined ? {} : { User: user }),
  }
}

/** Hijacked only where there is input: a plain answer needs no upgrade. */
function openStream(exec: Docker.Exec, input: ExecOptions['input']): Promise<Duplex> {
  const hasInput = input !== undefined
  return exec.start({ hijack: hasInput, stdin: hasInput })
}

async function collectOutput(stream: Duplex, { input, signal }: ExecOptions): Promise<Pick<ExecResult, 'stdout' | 'stderr'>> {
  const output = new Demultiplexer()
  stream.on('data', (chunk: Buffer) => output.push(chunk))
  const fed = input === undefined ? undefined : feed(stream, input, signal)
  // Who ended without reading all of its input reads no more; the engine would let us wait for that.
  const over = finished(stream, { writable: false, ...(signal ? { signal } : {}) }).then(() => void stream.destroy())
  await Promise.all([over, fed])
  return { stdout: Buffer.concat(output.stdout).toString(), stderr: Buffer.concat(output.stderr).toString() }
}

/** Throws where the input itself cannot be read, so that no program is thought to have had all of it. */
async function feed(stream: Duplex, input: NonNullable<ExecOptions['input']>, signal: AbortSignal | undefined): Promise<void> {
  const source = input instanceof Readable ? input : Readable.from([Buffer.from(input)])
  const failed: ('source' | 'stream')[] = []
  source.once('error', () => failed.push('source'))
  stream.once('error', () => failed.push('stream')).once('close', () => failed.push('stream'))
  try {
    await pipeline(source, stream, signal ? { signal } : {})
  } catch (error) {
    // A program may end without reading all of its input; its exit code tells more than the broken pipe.
    if (failed[0] === 'source') throw error
  }
}

/** The stream can end a moment before the engine has noted the exit, and tells nobody when it has. */
export async function exitCodeOf(exec: Docker.Exec): Promise<number> {
  for (let waits = 0; waits < 100; waits += 1) {
    const { Running: isRunning, ExitCode: exitCode } = await asking('read an exit code', exec.inspect())
    if (!isRunning && exitCode !== null) return exitCode
    await pause(Math.min(10 * 2 ** waits, 200))
  }
  throw new Error('Docker closed the stream of a program and still calls it running after 20 s')
}
