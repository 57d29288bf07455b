import { join } from 'node:path'
import { expect, it } from 'vitest'
import { silentProgress } from '#contract/progress.ts'
import { runProgram } from '../../../engine/programs/run-program.ts'
import { openRuntime } from '../../../engine/runtime/open-runtime.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'
import { docker, imagesHere, patiently } from './real-cluster.ts'
import { apart, whyNoSecondDocker } from './second-docker.ts'

// Killing this machine's own Docker would end other people's containers: a second one is killed instead.
it('a cluster becomes ready again after its Docker engine was killed and restarted', async ({ skip }) => {
  await using folder = await scratchFolder()
  const runtime = await openRuntime({ environment: process.env, progress: patiently() })
  const environment = { ...runtime.environment, PATH: `${runtime.environment['PATH'] ?? process.env['PATH'] ?? ''}` }
  const reason = await whyNoSecondDocker(environment.PATH, folder.path)
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
