import { existsSync, statfsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, it } from 'vitest'
import { silentProgress } from '#contract/progress.ts'
import { runProgram, tryProgram } from '../../../engine/programs/run-program.ts'
import { openRuntime } from '../../../engine/runtime/open-runtime.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'
import { docker, imagesHere, patiently } from './real-cluster.ts'

/** Killing this machine's own Docker would end other people's containers: a second one is killed instead. Its network, and the mounts that a killed engine leaves behind, are its own. */
const apart = ['--net', '--mount']

async function whyNot(path: string, folder: string): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a second Docker engine needs Linux and root'
  if (!path.split(delimiter).some((one) => existsSync(join(one, 'dockerd')))) return 'there is no dockerd here'
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < 8e9) return 'it needs 8 GB of free disk'
  const { exitCode } = await tryProgram('unshare', [...apart, 'true']).catch(() => ({ exitCode: 1 }))
  return exitCode === 0 ? undefined : 'a namespace of networks and mounts cannot be made here'
}

it('a cluster becomes ready again after its Docker engine was killed and restarted', async ({ skip }) => {
  await using folder = await scratchFolder()
  const runtime = await openRuntime({ environment: process.env, progress: patiently() })
  const environment = { ...runtime.environment, PATH: `${runtime.environment['PATH'] ?? process.env['PATH'] ?? ''}` }
  const reason = await whyNot(environment.PATH, folder.path)
  if (reason !== undefined) {
    console.log(`skipped: ${reason}`)
    return skip(reason)
  }
  const images = imagesHere(runtime)
  const progress = silentProgress(AbortSignal.timeout(600_000))
  const [kind, node, terminal] = [await images.kind(progress), (await images.nodeImage(progress)).reference, await images.terminalImage(progress)]
  const archive = join(folder.path, 'images.tar')
  await docker(runtime, 'save', '-o', archive, node, terminal)
  const story = join(import.meta.dirname, 'docker-restart-story.ts')
  const output = await runProgram('unshare', [...apart, process.execPath, story, folder.path, archive, node, terminal, kind, images.kubernetes], { environment })
  console.log(output)
  expect(JSON.parse(output)).toMatchObject({ after: 'ready' })
})
