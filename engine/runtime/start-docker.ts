import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Progress } from '#contract/progress.ts'
import { ProblemError } from '#contract/problem.ts'
import { oneAtATime } from '../files/one-at-a-time.ts'
import { runProgram } from '../programs/run-program.ts'
import { greetDocker, type Greeting } from './docker-greeting.ts'
import type { StartWay } from './docker-plan.ts'
import { engineProgramFolders, type EngineFolders } from './engine-folders.ts'

export interface StartOptions {
  readonly folders: EngineFolders
  readonly socket?: string
  /** Where dockerd keeps what must not outlive the machine's run. */
  readonly execRoot?: string
  /** More of dockerd's own flags. */
  readonly flags?: readonly string[]
}

const standardSocket = '/var/run/docker.sock'
const standardExecRoot = '/var/run/docker'

/** Starts Docker and waits until it answers. It outlives this program. Safe to call twice at once: only one engine runs. */
export async function startDocker(way: StartWay, options: StartOptions, progress: Progress): Promise<void> {
  progress.step('starting-docker')
  if ((await greetDocker(socketOf(options))).kind === 'docker') return
  switch (way.kind) {
    case 'systemd':
      await runProgram('systemctl', ['start', 'docker'], { signal: progress.signal, onLine: (line) => progress.log(line) })
      return waitUntilAnswering(options, async () => false, progress)
    case 'dockerd':
      await mkdir(options.folders.data, { recursive: true, mode: 0o711 })
      // A second start that looked at the first one's pid file while dockerd wrote it would take it for a dead one's and remove it.
      return oneAtATime({ file: join(options.folders.root, 'starting.lock'), signal: progress.signal }, () => startDockerd(way, options, progress))
  }
}

async function startDockerd(way: Dockerd, options: StartOptions, progress: Progress): Promise<void> {
  if ((await greetDocker(socketOf(options))).kind === 'docker') return
  const pidFile = way.ours ? options.folders.pidFile : '/var/run/docker.pid'
  await forgetDeadProcesses([pidFile, join(options.execRoot ?? standardExecRoot, 'containerd/containerd.pid')])
  const child = launch(way, options)
  const hasEnded = async (): Promise<boolean> => (child.exitCode !== null || child.signalCode !== null) && !(await isEngineIn(pidFile))
  return waitUntilAnswering(options, hasEnded, progress)
}

type Dockerd = Extract<StartWay, { kind: 'dockerd' }>

const socketOf = ({ socket }: StartOptions): { readonly kind: 'socket'; readonly path: string } => ({ kind: 'socket', path: socket ?? standardSocket })

function launch(way: Dockerd, { folders, socket, execRoot, flags }: StartOptions): ChildProcess {
  const log = openSync(folders.log, 'a', 0o600)
  const own = way.ours ? ['--data-root', folders.data, '--pidfile', folders.pidFile] : []
  const host = socket ? ['--host', `unix://${socket}`] : []
  const exec = execRoot ? ['--exec-root', execRoot] : []
  const path = [...(way.ours ? engineProgramFolders(folders) : []), process.env['PATH'], '/usr/sbin', '/sbin'].filter(Boolean).join(':')
  try {
    const child = spawn(way.program, [...own, ...host, ...exec, ...(flags ?? [])], {
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

async function waitUntilAnswering(options: StartOptions, hasEnded: () => Promise<boolean>, progress: Progress): Promise<void> {
  const deadline = Date.now() + patience
  let last: Greeting = { kind: 'absent', reason: 'not asked yet' }
  while (Date.now() < deadline) {
    progress.signal.throwIfAborted()
    // Looked at before the greeting, which may still come from an engine that ended ours by being first.
    const isOver = await hasEnded()
    last = await greetDocker(socketOf(options))
    if (last.kind === 'docker') return
    if (isOver) break
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

/**
 * After a crash of the machine a process id in these files may be another program's by now: dockerd would then
 * refuse to start, or wait for a containerd that is not there.
 */
async function forgetDeadProcesses(files: readonly string[]): Promise<void> {
  for (const file of files) {
    if (!(await isEngineIn(file))) await rm(file, { force: true })
  }
}

/** Whether the process whose id is in the file is an engine's, and alive: one that nobody reaped has no command line. */
async function isEngineIn(file: string): Promise<boolean> {
  const pid = await readOrEmpty(file)
  if (pid === '' || (await readOrEmpty(`/proc/${pid}/cmdline`)) === '') return false
  return ['dockerd', 'containerd'].includes(await readOrEmpty(`/proc/${pid}/comm`))
}

const readOrEmpty = async (path: string): Promise<string> => (await readFile(path, 'utf8').catch(() => '')).trim()
