// Run by a test as a process of its own, to be killed while a build's container runs.
import { silentProgress } from '#contract/progress.ts'
import { build } from '../../../engine/images/build.ts'
import { openRuntime } from '../../../engine/runtime/open-runtime.ts'
import { notingStep } from './noting-step.ts'

const cache = process.argv[2] ?? ''
const progress = silentProgress(new AbortController().signal)
const runtime = await openRuntime({ environment: process.env, progress })
const exec: typeof runtime.exec = (...call) => {
  console.log('running')
  return runtime.exec(...call)
}
await build(notingStep({ ...runtime, exec }, cache, 'sleep 600'), { runtime, cache, progress })
