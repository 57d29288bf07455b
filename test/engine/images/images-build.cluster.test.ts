import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { build } from '../../../engine/images/build.ts'
import { ensureLabImage, ensureNodeImage, ensureTerminalImage, type NodeImage } from '../../../engine/images/ensure-images.ts'
import { recipeLabel, removeOutdated } from '../../../engine/images/image-step.ts'
import { ensureKind } from '../../../engine/images/kind-program.ts'
import { runProgram } from '../../../engine/programs/run-program.ts'
import type { ContainerRuntime } from '../../../engine/runtime/container-runtime.ts'
import { openRuntime } from '../../../engine/runtime/open-runtime.ts'
import { homeFrom } from '../../../engine/files/home.ts'
import { makeTinyImage, patiently } from '../runtime/tiny-image.ts'
import { notingStep } from './noting-step.ts'
import { recordedProgress, scratchFolder } from './scratch.ts'

const cache = process.env['KINDLAB_CACHE'] ?? homeFrom().cache
let runtime: ContainerRuntime

beforeAll(async () => {
  runtime = await openRuntime({ environment: process.env, progress: patiently })
  await makeTinyImage(runtime)
})

/** What was asked of a build that had nothing to do. */
async function quietly<Result>(ask: (progress: ReturnType<typeof recordedProgress>) => Promise<Result>): Promise<{ result: Result; events: unknown; milliseconds: number }> {
  const progress = recordedProgress()
  const start = performance.now()
  const result = await ask(progress)
  return { result, events: progress.events, milliseconds: performance.now() - start }
}

describe('the images of a cluster', () => {
  let node: NodeImage

  beforeAll(async () => {
    node = await ensureNodeImage({ runtime, cache, progress: patiently })
    await ensureTerminalImage({ runtime, cache, progress: patiently, node })
    await ensureKind({ cache, progress: patiently })
  }, 3_600_000)

  it('are there, and asked for again nothing is done', async () => {
    const again = await quietly(async (progress) => {
      const request = { runtime, cache, progress }
      return [await ensureNodeImage(request), await ensureTerminalImage({ ...request, node }), await ensureKind(request)] as const
    })
    const [sameNode, terminal, kind] = again.result
    expect([sameNode, again.events]).toEqual([node, []])
    expect(again.milliseconds).toBeLessThan(2_000)
    expect([await runtime.image(terminal.reference), await runProgram(kind, ['version'])]).toEqual([
      expect.objectContaining({ labels: expect.objectContaining({ [recipeLabel]: expect.any(String) }) }),
      expect.stringMatching(/^kind v/),
    ])
  })

  it('hold the images that labs run, where the node image is ours', async () => {
    const lab = await ensureLabImage('agnhost', { runtime, cache, progress: patiently, node })
    if (lab.kind === 'preloaded') expect(await imagesInside(node.reference)).toContain(lab.reference)
    else expect(await runtime.image(lab.reference)).toBeDefined()
  })

  it('give a terminal that completes kubectl', async () => {
    const { reference } = await ensureTerminalImage({ runtime, cache, progress: patiently, node })
    const script = `. /usr/share/bash-completion/bash_completion; _completion_loader k; COMP_WORDS=(kubectl vers); COMP_CWORD=1; COMP_LINE='kubectl vers'; COMP_POINT=12; __start_kubectl; echo "$LANG $COMPREPLY"`
    expect(await inside(reference, ['bash', '-c', script])).toMatch(/^C\.UTF-8 version/)
  })
})

async function inside(image: string, command: readonly string[]): Promise<string> {
  const labels = { 'kindlab.test': `images-${process.pid}` }
  const id = await runtime.create({ name: `kindlab-test-images-${process.pid}`, image, labels, network: 'none', entrypoint: ['sleep'], command: ['600'] })
  try {
    await runtime.start(id)
    const { exitCode, stdout, stderr } = await runtime.exec(id, command)
    expect(exitCode, stderr).toBe(0)
    return stdout.trim()
  } finally {
    await runtime.remove(id)
  }
}

async function imagesInside(node: string): Promise<string[]> {
  const list = 'containerd > /dev/null 2>&1 & timeout 30 bash -c "until ctr version > /dev/null 2>&1; do sleep 0.1; done"; ctr -n k8s.io images list -q'
  return (await inside(node, ['bash', '-c', list])).split('\n')
}

afterEach(async () => {
  for (const { tags } of await runtime.images({ 'kindlab.test': 'noting' })) for (const tag of tags) await runtime.removeImage(tag)
})

describe('a build that is killed while its container runs', () => {
  it('leaves a container that the next build removes, and goes on with the step it was in', async () => {
    const folder = scratchFolder()
    const killed = spawn(process.execPath, [new URL('build-and-hang.ts', import.meta.url).pathname, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(killed.stdout, 'data')
    const half = await runtime.containers({ 'dev.kindlab.build': folder })
    killed.kill('SIGKILL')
    await once(killed, 'close')
    const progress = recordedProgress()
    const goal = notingStep(runtime, folder, 'true')
    await build(goal, { runtime, cache: folder, progress })
    expect([half.length, await runtime.containers({ 'dev.kindlab.build': folder })]).toEqual([1, []])
    expect(progress.codes()).toEqual(['images-make-terminal'])
    expect(await goal.isMade()).toBe(true)
  })
})

describe('a build that is cancelled while its container runs', () => {
  it('ends soon and leaves neither container nor image', async () => {
    const folder = scratchFolder()
    const cancel = new AbortController()
    const goal = notingStep({ ...runtime, exec: (...call) => (cancel.abort(new Error('cancelled')), runtime.exec(...call)) }, folder, 'sleep 600')
    await expect(build(goal, { runtime, cache: folder, progress: recordedProgress(cancel.signal) })).rejects.toThrow('cancelled')
    expect([await runtime.containers({ 'dev.kindlab.build': folder }), await goal.isMade()]).toEqual([[], false])
  })
})

describe('images of earlier recipes', () => {
  it('are removed unless a container needs them', async () => {
    const versions = ['one', 'two', 'three'].map((version) => notingStep(runtime, scratchFolder(), 'true', version))
    const [unused, used, current] = versions
    for (const step of versions) await build(step, { runtime, cache: scratchFolder(), progress: patiently })
    const id = await runtime.create({ name: `kindlab-test-noting-${process.pid}`, image: used!.reference, labels: {}, command: ['true'] })
    await removeOutdated(runtime, current!, patiently)
    const left = await Promise.all(versions.map((step) => runtime.image(step.reference)))
    await runtime.remove(id)
    expect([unused, used, current].filter((_step, index) => left[index])).toEqual([used, current])
  })
})
