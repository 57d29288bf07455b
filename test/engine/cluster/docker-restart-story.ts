/**
 * For docker-restart.full.test.ts, with a network and mounts of its own: starts a Docker engine with its own data, makes a cluster,
 * kills the engine without mercy, starts it again and brings the cluster up. Prints one JSON line.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createKindProvider } from '../../../engine/cluster/kind-provider.ts'
import { homeFrom } from '../../../engine/files/home.ts'
import { runProgram } from '../../../engine/programs/run-program.ts'
import type { ContainerRuntime } from '../../../engine/runtime/container-runtime.ts'
import { findRuntime } from '../../../engine/runtime/open-runtime.ts'
import { patiently } from './real-cluster.ts'

const [folder = '', archive = '', nodeImage = '', terminalImage = '', kind = '', kubernetes = ''] = process.argv.slice(2)
const execRoot = join(folder, 'exec')
const environment = { ...process.env, DOCKER_HOST: `unix://${join(folder, 'docker.sock')}` }

function startDockerd(): ChildProcess {
  const log = openSync(join(folder, 'dockerd.log'), 'a')
  const args = ['--data-root', join(folder, 'data'), '--exec-root', execRoot, '--pidfile', join(folder, 'docker.pid'), '-H', environment.DOCKER_HOST]
  return spawn('dockerd', args, { stdio: ['ignore', log, log], detached: true })
}

async function answering(): Promise<ContainerRuntime> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    const runtime = await findRuntime(environment).catch(() => undefined)
    if (runtime) return runtime
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`dockerd did not answer within a minute:\n${readFileSync(join(folder, 'dockerd.log'), 'utf8').slice(-2_000)}`)
}

async function kill(dockerd: ChildProcess): Promise<void> {
  const exited = once(dockerd, 'exit')
  dockerd.kill('SIGKILL')
  await exited
  process.kill(Number(readFileSync(join(execRoot, 'containerd', 'containerd.pid'), 'utf8')), 'SIGKILL')
}

await runProgram('ip', ['link', 'set', 'lo', 'up'])
const first = startDockerd()
let dockerd = first
try {
  const runtime = await answering()
  await runtime.load(createReadStream(archive), patiently())
  const images = {
    kubernetes,
    kind: () => Promise.resolve(kind),
    nodeImage: () => Promise.resolve({ reference: nodeImage, source: 'built' as const }),
    terminalImage: () => Promise.resolve(terminalImage),
  }
  const providerOn = (one: ContainerRuntime) => createKindProvider({ runtime: one, images, home: homeFrom({ KINDLAB_HOME: join(folder, 'home') }), name: 'kindlab' })
  await providerOn(runtime).up({}, patiently())
  await kill(first)
  dockerd = startDockerd()
  const provider = providerOn(await answering())
  const found = await provider.state()
  const began = performance.now()
  await provider.up({}, patiently())
  const after = await provider.state()
  console.log(JSON.stringify({ found: found.kind, after: after.kind, milliseconds: Math.round(performance.now() - began) }))
  await provider.down(patiently())
} finally {
  const exited = once(dockerd, 'exit')
  // One that ended by itself ends no more.
  if (dockerd.exitCode === null && dockerd.kill('SIGTERM')) await exited
}
