/**
 * For docker-restart.full.test.ts, with a network and mounts of its own: starts a Docker engine with its own data, makes a cluster,
 * kills the engine without mercy, starts it again and brings the cluster up. Prints one JSON line.
 */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createKindProvider } from '../../../engine/cluster/kind-provider.ts'
import { homeFrom } from '../../../engine/files/home.ts'
import { runProgram } from '../../../engine/programs/run-program.ts'
import type { ContainerRuntime } from '../../../engine/runtime/container-runtime.ts'
import { patiently } from './real-cluster.ts'
import { answering, endSecondDocker, startSecondDocker } from './second-docker.ts'

const [folder = '', archive = '', nodeImage = '', terminalImage = '', kind = '', kubernetes = ''] = process.argv.slice(2)
async function kill(dockerd: ChildProcess): Promise<void> {
  const exited = once(dockerd, 'exit')
  dockerd.kill('SIGKILL')
  await exited
  process.kill(Number(readFileSync(join(folder, 'exec', 'containerd', 'containerd.pid'), 'utf8')), 'SIGKILL')
}

await runProgram('ip', ['link', 'set', 'lo', 'up'])
const first = startSecondDocker(folder)
let dockerd = first
try {
  const runtime = await answering(folder)
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
  dockerd = startSecondDocker(folder)
  const provider = providerOn(await answering(folder))
  const found = await provider.state()
  const began = performance.now()
  await provider.up({}, patiently())
  const after = await provider.state()
  console.log(JSON.stringify({ found: found.kind, after: after.kind, milliseconds: Math.round(performance.now() - began) }))
  await provider.down(patiently())
} finally {
  await endSecondDocker(dockerd)
}
