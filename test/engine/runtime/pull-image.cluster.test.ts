import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type Docker from 'dockerode'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { progressTo, type Progress, type ProgressEvent } from '#contract/progress.ts'
import { runProgram } from '../../../engine/programs/run-program.ts'
import type { ContainerRuntime } from '../../../engine/runtime/container-runtime.ts'
import { connectDocker } from '../../../engine/runtime/docker-connection.ts'
import { endpointFrom } from '../../../engine/runtime/docker-endpoint.ts'
import { openRuntime } from '../../../engine/runtime/open-runtime.ts'
import { pullImage, type PullPatience } from '../../../engine/runtime/pull-image.ts'
import { tarOf } from '../../builders/tar.ts'
import { startProxy, startRegistry, type FaultyProxy, type TestRegistry } from './test-registry.ts'
import { makeTinyImage, patiently, tinyImage } from './tiny-image.ts'

const MB = 1_000_000
const impatience: PullPatience = { attempts: { cut: 3, 'not-answering': 2 }, firstPause: 10, silence: 30_000 }

const registry = await startRegistry().catch((error: unknown) => {
  console.warn(`SKIPPED: pulls are not tested, for there is no registry here: ${String(error).split('\n').at(-1)}`)
})

describe.skipIf(!registry)('pulling', () => {
  // Not there when skipped, and then nothing below runs.
  const { port, folder } = registry as TestRegistry
  let runtime: ContainerRuntime
  let docker: Docker
  let proxy: FaultyProxy
  let digest: string

  beforeAll(async () => {
    runtime = await openRuntime({ environment: process.env, progress: patiently })
    docker = await connectDocker(endpointFrom(runtime.environment['DOCKER_HOST'] ?? ''))
    proxy = await startProxy(port)
    await makeTinyImage(runtime)
    digest = await publish(runtime, `127.0.0.1:${port}/kindlab-test/layers:1`)
  })

  afterEach(async () => {
    for (const name of [image(), `${image()}@${digest}`]) await runtime.removeImage(name)
    for (const one of await runtime.images({ 'kindlab.test': 'pull' })) await runtime.removeImage(one.id)
  })

  afterAll(async () => {
    await proxy[Symbol.asyncDispose]()
    await registry?.[Symbol.asyncDispose]()
  })

  const image = (): string => `127.0.0.1:${proxy.port}/kindlab-test/layers:1`
  const pull = (reference: string, progress: Progress = patiently, patience = impatience): ReturnType<typeof pullImage> => pullImage(docker, reference, progress, patience)

  it('brings an image by tag, with its progress in bytes', async () => {
    const events: ProgressEvent[] = []
    const pulled = await pull(image(), progressTo((event) => events.push(event), patiently.signal))
    expect(pulled.tags).toContain(image())
    const fractions = events.filter((event) => event.kind === 'fraction')
    expect(fractions.map((event) => event.note)).toContainEqual(expect.stringMatching(/^\d+(\.\d)? of 1\d MB$/))
    expect(fractions.at(-1)?.done).toBe(1)
  })

  it('brings an image by tag and digest, keeps both names, and asks nobody the second time', async () => {
    const pinned = `${image()}@${digest}`
    const pulled = await pull(pinned)
    expect(pulled.digests).toContain(`127.0.0.1:${proxy.port}/kindlab-test/layers@${digest}`)
    expect((await runtime.image(image()))?.id).toBe(pulled.id)
    const before = proxy.bytes()
    expect(await pull(pinned)).toEqual(await runtime.image(pinned))
    expect(proxy.bytes()).toBe(before)
  })

  it('goes on where a cut in the middle of a layer left it', async () => {
    const before = proxy.bytes()
    proxy.breakNext({ kind: 'cut', afterBytes: 4 * MB })
    expect((await pull(image())).tags).toContain(image())
    expect(proxy.pending()).toBe(0)
    // 12 MB in two layers: starting over after 4 MB would take 16.
    expect(proxy.bytes() - before).toBeLessThan(14.5 * MB)
  })

  it('tries again by itself when even the manifest does not come', async () => {
    proxy.breakNext({ kind: 'cut', afterBytes: 1 }, { kind: 'cut', afterBytes: 1 })
    const log: string[] = []
    await pull(image(), progressTo((event) => event.kind === 'log' && log.push(event.line), patiently.signal))
    expect(log.join('\n')).toMatch(/trying again/)
  })

  it('says so when nothing comes any more, and does not wait forever', async () => {
    proxy.breakNext({ kind: 'silence', afterBytes: 4 * MB })
    const log: string[] = []
    const progress = progressTo((event) => event.kind === 'log' && log.push(event.line), patiently.signal)
    const stalled = pull(image(), progress, { ...impatience, silence: 1_200 })
    await expect(stalled).rejects.toMatchObject({ problem: { code: 'image-pull-stalled', params: { registry: `127.0.0.1:${proxy.port}` } } })
    expect(log).toContain('nothing has come for 1 s')
    // Docker itself still waits on that connection, and would for the next test too.
    proxy.closeConnections()
  })

  it('gives up after some cuts, and says that what came is kept', async () => {
    proxy.breakNext(...Array.from({ length: 20 }, () => ({ kind: 'cut', afterBytes: 1 }) as const))
    await expect(pull(image())).rejects.toMatchObject({ problem: { code: 'image-pull-cut', params: { registry: `127.0.0.1:${proxy.port}` } } })
    while (proxy.pending() > 0) await fetch(`http://127.0.0.1:${proxy.port}/v2/`).catch(() => {})
  })

  it('stops when its signal aborts, and leaves no image', async () => {
    const controller = new AbortController()
    const progress = progressTo((event) => event.kind === 'fraction' && controller.abort(new Error('enough')), controller.signal)
    await expect(pull(image(), progress)).rejects.toThrow('enough')
    expect(await runtime.image(image())).toBeUndefined()
  })

  it('tells an image that is not there from a registry that is not there', async () => {
    const missing = `127.0.0.1:${proxy.port}/kindlab-test/layers`
    await expect(pull(`${missing}:nope`)).rejects.toMatchObject({ problem: { code: 'image-not-in-registry' } })
    await expect(pull(`${missing}@sha256:${'0'.repeat(64)}`)).rejects.toMatchObject({ problem: { code: 'image-not-in-registry' } })
    await expect(pull('127.0.0.1:9/kindlab-test/layers:1')).rejects.toMatchObject({ problem: { code: 'registry-not-answering', params: { registry: '127.0.0.1:9' } } })
  })

  it.each([401, 403, 429, 503])('knows what HTTP %i of a registry means', async (status) => {
    await using gate = await aGateThatAnswers(status)
    const code = { 401: 'registry-refused', 403: 'registry-refused', 429: 'registry-rate-limited', 503: 'registry-not-answering' }[status]
    await expect(pull(`127.0.0.1:${gate.port}/kindlab-test/layers:1`)).rejects.toMatchObject({ problem: { code } })
  })

  it('refuses bytes that are not what their digest says, and keeps none of them', async () => {
    const layer = await blobOfLargestLayer(`http://127.0.0.1:${port}`, folder)
    const genuine = await readFile(layer)
    const tampered = Buffer.from(genuine)
    tampered[tampered.length - 20] = (tampered[tampered.length - 20] ?? 0) ^ 1
    await writeFile(layer, tampered)
    await expect(pull(`${image()}@${digest}`)).rejects.toMatchObject({ problem: { code: 'image-digest-differs' } })
    expect(await runtime.image(`${image()}@${digest}`)).toBeUndefined()
    expect(await runtime.image(image())).toBeUndefined()
    await writeFile(layer, genuine)
  })
})

/** Two layers of 6 MB that do not compress over the tiny image, pushed and removed here again. */
async function publish(runtime: ContainerRuntime, reference: string): Promise<string> {
  const name = `kindlab-test-publish-${process.pid}`
  const id = await runtime.create({ name, image: tinyImage, labels: { 'kindlab.test': 'pull' } })
  await runtime.putArchive(id, '/', tarOf([{ name: 'one', content: randomBytes(6 * MB) }]))
  await runtime.commit(id, 'kindlab.test/one:1', [])
  await runtime.remove(id)
  const second = await runtime.create({ name, image: 'kindlab.test/one:1', labels: { 'kindlab.test': 'pull' } })
  await runtime.putArchive(second, '/', tarOf([{ name: 'two', content: randomBytes(6 * MB) }]))
  await runtime.commit(second, reference, [])
  await runtime.remove(second)
  await runProgram('docker', ['push', reference], { environment: runtime.environment })
  const pushed = await runtime.image(reference)
  for (const one of [reference, 'kindlab.test/one:1']) await runtime.removeImage(one)
  return pushed?.digests[0]?.split('@')[1] ?? ''
}

async function aGateThatAnswers(status: number): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer((_request, response) => response.writeHead(status, { 'content-type': 'text/html' }).end('<html>no</html>'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: async () => void server.close() }
}

/** Where the registry keeps the layer's bytes, by its manifest. */
async function blobOfLargestLayer(url: string, folder: string): Promise<string> {
  const accept = 'application/vnd.docker.distribution.manifest.v2+json'
  const answer = await fetch(`${url}/v2/kindlab-test/layers/manifests/1`, { headers: { accept } })
  const { layers } = (await answer.json()) as { layers: readonly { digest: string; size: number }[] }
  const hex = layers.toSorted((a, b) => b.size - a.size)[0]?.digest.replace('sha256:', '') ?? ''
  return join(folder, 'docker/registry/v2/blobs/sha256', hex.slice(0, 2), hex, 'data')
}
