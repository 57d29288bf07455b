import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Progress } from '#contract/progress.ts'
import { ProblemError } from '#contract/problem.ts'
import { runProgram } from '../programs/run-program.ts'
import { greetDocker, type Greeting } from './docker-greeting.ts'
import type { StartWay } from './docker-plan.ts'
import { engineProgramFolders, type EngineFolders } from './engine-folders.ts'

export interface StartOptions {
  readonly folders: EngineFolders
  readonly socket?: string
  /** More of dockerd's own flags. */
  readonly flags?: readonly string[]
}

const standardSocket = '/var/run/docker.sock'

/** Starts Docker and waits until it answers. It outlives this program. Safe to call twice at once: only one engine runs. */
export async function startDocker(way: StartWay, options: StartOptions, progress: Progress): Promise<void> {
  progress.step('starting-docker')
  if (way.kind === 'systemd') {
    await runProgram('systemctl', ['start', 'docker'], { signal: progress.signal, onLine: (line) => progress.log(line) })
    return waitUntilAnswering(options, { hasEnded: () => false }, progress)
  }
  await mkdir(options.folders.data, { recursive: true, mode: 0o711 })
  await forgetDeadProcesses([options.folders.pidFile, ...usualPidFiles])
  const child = launch(way, options)
  await waitUntilAnswering(options, { hasEnded: () => child.exitCode !== null || child.signalCode !== null }, progress)
}

function launch(way: Extract<StartWay, { kind: 'dockerd' }>, { folders, socket, flags }: StartOptions): ChildProcess {
  const log = openSync(folders.log, 'a', 0o600)
  const own = way.ours ? ['--data-root', folders.data, '--pidfile', folders.pidFile] : []
  const host = socket ? ['--host', `unix://${socket}`] : []
  const path = [...(way.ours ? engineProgramFolders(folders) : []), process.env['PATH'], '/usr/sbin', '/sbin'].filter(Boolean).join(':')
  try {
    const child = spawn(way.program, [...own, ...host, ...(flags ?? [])], {
      // A session of its own, so that neither Ctrl-C nor a closed terminal ends it.
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, PATH: path },
      cwd: '/',
    })
    // A program that cannot be started also counts as ended; what it would have said is in the log.
    child.on('error', () => {})
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

const patience = 60_000

async function waitUntilAnswering(options: StartOptions, engine: { hasEnded(): boolean }, progress: Progress): Promise<void> {
  const endpoint = { kind: 'socket', path: options.socket ?? standardSocket } as const
  const deadline = Date.now() + patience
  let last: Greeting = { kind: 'absent', reason: 'not asked yet' }
  while (Date.now() < deadline) {
    progress.signal.throwIfAborted()
    // Asked before the look at the greeting: another engine may have won the race, then ours ends and that one answers.
    const hadEnded = engine.hasEnded()
    last = await greetDocker(endpoint)
    if (last.kind === 'docker') return
    if (hadEnded) break
    await sleep(100)
  }
  throw await notStarted(options, last)
}

async function notStarted({ folders }: StartOptions, last: Greeting): Promise<ProblemError> {
  const lines = await lastLines(folders.log)
  const seen = 'reason' in last ? `${last.kind}: ${last.reason}` : last.kind
  const params = { seconds: patience / 1000, log: folders.log }
  return new ProblemError({ code: 'docker-did-not-start', params, detail: `${seen}\n${lines}`, fixes: [{ kind: 'action', action: 'retry' }] })
}

async function lastLines(path: string): Promise<string> {
  try {
    await using file = await open(path)
    const { size } = await file.stat()
    const length = Math.min(size, 8_192)
    const { buffer } = await file.read({ buffer: Buffer.alloc(length), position: size - length })
    return buffer.toString().trimEnd().split('\n').slice(-20).join('\n')
  } catch {
    return ''
  }
}

const usualPidFiles = ['/var/run/docker.pid', '/var/run/docker/containerd/containerd.pid']

/**
 * After a crash of the machine a process id in these files may be another program's by now: dockerd would then
 * refuse to start, or wait for a containerd that is not there.
 */
async function forgetDeadProcesses(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const pid = (await readFile(file, 'utf8').catch(() => '')).trim()
    if (pid === '') continue
    const name = (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim()
    if (name !== 'dockerd' && name !== 'containerd') await rm(file, { force: true })
  }
}
