/**
 * For bundle.full.test.ts, with a network that leads nowhere: a Docker engine without any image and a home without anything take
 * all that they need from a bundle, and a lab is proven there. Prints one JSON line.
 */
import { join } from 'node:path'
import { runProgram, tryProgram } from '../../../engine/programs/run-program.ts'
import { answering, endSecondDocker, secondHost, startSecondDocker } from '../cluster/second-docker.ts'

const [folder = '', bundle = ''] = process.argv.slice(2)
const environment = { DOCKER_HOST: secondHost(folder), KINDLAB_HOME: join(folder, 'home'), KINDLAB_CACHE: join(folder, 'cache'), KINDLAB_CLUSTER: 'kindlab-offline', PATH: process.env['PATH'] ?? '' }
const program = join(import.meta.dirname, '..', '..', '..', 'cli', 'main.ts')

async function kindlab(...args: readonly string[]): Promise<unknown> {
  const { exitCode, stdout, stderr } = await tryProgram(process.execPath, [program, '--json', '--lang', 'en', ...args], { environment })
  if (exitCode !== 0 && exitCode !== 3) throw new Error(`kindlab ${args.join(' ')} ended with ${exitCode}: ${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1) || 'null')
}

await runProgram('ip', ['link', 'set', 'lo', 'up'])
const routes = (await runProgram('ip', ['route'])).trim()
const dockerd = startSecondDocker(folder)
try {
  await answering(folder)
  const first = await kindlab('bundle', 'load', bundle, '--yes')
  const again = await kindlab('bundle', 'load', bundle, '--yes')
  await kindlab('up')
  const components = await kindlab('components', 'add', 'metrics-server')
  const proven = await kindlab('labs', 'test', 'first-pod')
  await kindlab('down')
  console.log(JSON.stringify({ routes, first, again, components, proven }))
} finally {
  await endSecondDocker(dockerd)
}
