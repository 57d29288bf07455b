import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync, readFileSync, statfsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { tryProgram } from '../../../engine/programs/run-program.ts'
import type { ContainerRuntime } from '../../../engine/runtime/container-runtime.ts'
import { findRuntime } from '../../../engine/runtime/open-runtime.ts'

/** For `unshare`: a network without any route, and mounts that nobody else sees. */
export const apart = ['--net', '--mount']

/** Why a second Docker engine cannot be had here, if so. */
export async function whyNoSecondDocker(path: string, folder: string): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a second Docker engine needs Linux and root'
  if (!path.split(delimiter).some((one) => existsSync(join(one, 'dockerd')))) return 'there is no dockerd here'
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < 8e9) return 'it needs 8 GB of free disk'
  const { exitCode } = await tryProgram('unshare', [...apart, 'true']).catch(() => ({ exitCode: 1 }))
  return exitCode === 0 ? undefined : 'a namespace of networks and mounts cannot be made here'
}

export const secondHost = (folder: string): string => `unix://${join(folder, 'docker.sock')}`

/** A Docker engine with its own data below a folder. */
export function startSecondDocker(folder: string): ChildProcess {
  const log = openSync(join(folder, 'dockerd.log'), 'a')
  const args = ['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec'), '--pidfile', join(folder, 'docker.pid'), '-H', secondHost(folder)]
  return spawn('dockerd', args, { stdio: ['ignore', log, log], detached: true })
}

export async function answering(folder: string): Promise<ContainerRuntime> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    const runtime = await findRuntime({ ...process.env, DOCKER_HOST: secondHost(folder) }).catch(() => undefined)
    if (runtime) return runtime
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`dockerd did not answer within a minute:\n${readFileSync(join(folder, 'dockerd.log'), 'utf8').slice(-2_000)}`)
}

/** One that ended by itself ends no more. */
export async function endSecondDocker(dockerd: ChildProcess): Promise<void> {
  const exited = once(dockerd, 'exit')
  if (dockerd.exitCode === null && dockerd.kill('SIGTERM')) await exited
}
