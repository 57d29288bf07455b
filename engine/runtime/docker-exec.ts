import { randomUUID } from 'node:crypto'
import { Readable, type Duplex } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type Docker from 'dockerode'
import { asking } from './docker-error.ts'
import { Demultiplexer } from './demultiplex.ts'
import type { ExecOptions, ExecResult } from './container-runtime.ts'

/**
 * Runs a program to its end inside a running container. Aborting ends the program and its children there
 * (where the container has a shell to do it with) and rejects with the signal's reason.
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
    if (!options.signal?.aborted) throw error
    await killMarked(docker, id, mark)
    throw options.signal.reason
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
  await finished(stream, { writable: false, ...(signal ? { signal } : {}) })
  await fed
  return { stdout: Buffer.concat(output.stdout).toString(), stderr: Buffer.concat(output.stderr).toString() }
}

async function feed(stream: Duplex, input: NonNullable<ExecOptions['input']>, signal: AbortSignal | undefined): Promise<void> {
  const source = input instanceof Readable ? input : Readable.from([Buffer.from(input)])
  try {
    await pipeline(source, stream, signal ? { signal } : {})
  } catch {
    // A program may end without reading all of its input; its exit code tells more than the broken pipe.
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

/** The engine has no call that ends an exec: we find its processes by the mark in their environment. */
async function killMarked(docker: Docker, id: string, mark: string): Promise<void> {
  const script = `for p in /proc/[0-9]*; do if tr '\\0' '\\n' <"$p/environ" | grep -qx "$0"; then kill -9 "\${p#/proc/}"; fi; done 2>/dev/null`
  try {
    const exec = await docker.getContainer(id).exec({ Cmd: ['/bin/sh', '-c', script, mark], AttachStdout: true })
    await finished((await exec.start({})).resume(), { writable: false })
  } catch {
    // The container is gone, or has no shell; then nothing of ours can end it.
  }
}
