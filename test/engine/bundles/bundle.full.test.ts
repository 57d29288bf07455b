import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runProgram } from '../../../engine/programs/run-program.ts'
import { openRuntime } from '../../../engine/runtime/open-runtime.ts'
import { openBundleDesk } from '../../../engine/bundle-desk.ts'
import { homeFrom } from '../../../engine/files/home.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'
import { patiently } from '../cluster/real-cluster.ts'
import { apart, whyNoSecondDocker } from '../cluster/second-docker.ts'

it('a bundle is all that a computer without a network needs', async ({ skip }) => {
  await using folder = await scratchFolder()
  const runtime = await openRuntime({ environment: process.env, progress: patiently() })
  const environment = { ...runtime.environment, PATH: `${runtime.environment['PATH'] ?? process.env['PATH'] ?? ''}` }
  const reason = await whyNoSecondDocker(environment.PATH, folder.path)
  if (reason !== undefined) {
    console.log(`skipped: ${reason}`)
    return skip(reason)
  }
  const file = join(folder.path, 'basics.kindlab')
  const desk = await openBundleDesk({ home: homeFrom(process.env), environment: process.env }, patiently())
  const made = await desk.create('kubernetes-basics', file, patiently())
  expect(made.bytes).toBeGreaterThan(100e6)
  const output = await runProgram('unshare', [...apart, process.execPath, join(import.meta.dirname, 'offline-story.ts'), folder.path, file], { environment })
  const titles = made.parts.map(({ title }) => title)
  expect(JSON.parse(output.trim().split('\n').at(-1) ?? '')).toMatchObject({
    routes: '',
    first: { present: [], loaded: titles },
    again: { present: titles, loaded: [] },
    components: expect.arrayContaining([expect.objectContaining({ name: 'metrics-server', state: 'added' })]),
    proven: { labs: [expect.objectContaining({ lab: 'first-pod', broken: [] })] },
  })
})
