import { once } from 'node:events'
import { Readable, type Duplex } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { silentProgress } from '#contract/progress.ts'
import { openRuntime } from '../../../engine/runtime/open-runtime.ts'
import type { ContainerRuntime, ContainerSpec } from '../../../engine/runtime/container-runtime.ts'
import { runProgram } from '../../../engine/programs/run-program.ts'
import { tarOf } from '../../builders/tar.ts'
import { makeTinyImage, patiently, tinyImage } from './tiny-image.ts'

const labels = { 'kindlab.test': `runtime-${process.pid}` }
let runtime: ContainerRuntime
let serial = 0

beforeAll(async () => {
  runtime = await openRuntime({ environment: process.env, progress: patiently })
  await makeTinyImage(runtime)
})

afterEach(async () => {
  for (const { id } of await runtime.containers(labels)) await runtime.remove(id)
  for (const { id, tags } of await runtime.images(labels)) for (const name of tags.length > 0 ? tags : [id]) await runtime.removeImage(name)
})

function create(some: Partial<ContainerSpec> = {}): Promise<string> {
  serial += 1
  return runtime.create({ name: `kindlab-test-${process.pid}-${serial}`, image: tinyImage, labels, command: ['sleep', '600'], ...some })
}

async function running(some: Partial<ContainerSpec> = {}): Promise<string> {
  const id = await create(some)
  await runtime.start(id)
  return id
}

/** What a terminal shows until `wanted` is in it. */
async function readUntil(stream: Duplex, wanted: string): Promise<string> {
  let bytes = Buffer.alloc(0)
  while (!bytes.toString().includes(wanted)) {
    const [chunk] = (await once(stream, 'data', { signal: AbortSignal.timeout(10_000) })) as [Buffer]
    bytes = Buffer.concat([bytes, chunk])
  }
  return bytes.toString()
}

describe('a container', () => {
  it('is created, started, stopped and removed, and each of these twice is the same as once', async () => {
    const id = await create()
    expect(await runtime.container(id)).toMatchObject({ id, state: 'created', labels, image: tinyImage })
    await runtime.start(id)
    await runtime.start(id)
    expect((await runtime.container(id))?.state).toBe('running')
    await runtime.stop(id, 0)
    await runtime.stop(id, 0)
    expect(await runtime.container(id)).toMatchObject({ state: 'exited', exitCode: 137 })
    await runtime.remove(id)
    await runtime.remove(id)
    expect(await runtime.container(id)).toBeUndefined()
  })

  it('is found by all of its labels, stopped ones too, with its exit code', async () => {
    const id = await running({ command: ['sh', '-c', 'exit 7'], labels: { ...labels, second: 'yes' } })
    expect(await runtime.waitForExit(id)).toBe(7)
    const found = expect.poll(() => runtime.containers({ ...labels, second: '' }), { timeout: 5_000 })
    await found.toMatchObject([{ id, state: 'exited', exitCode: 7 }])
    expect(await runtime.containers({ ...labels, second: 'no' })).toEqual([])
  })

  it('freezes and thaws, and says so', async () => {
    const id = await running()
    await runtime.pause(id)
    await runtime.pause(id)
    expect((await runtime.container(id))?.state).toBe('paused')
    await runtime.unpause(id)
    await runtime.unpause(id)
    expect((await runtime.container(id))?.state).toBe('running')
  })

  it('takes another name', async () => {
    const id = await create()
    await runtime.rename(id, `kindlab-test-${process.pid}-renamed`)
    expect((await runtime.container(id))?.name).toBe(`kindlab-test-${process.pid}-renamed`)
  })

  it('that lacks an image, or has a name in use, is a Problem', async () => {
    await expect(create({ image: 'kindlab.test/none:1' })).rejects.toMatchObject({ problem: { code: 'image-missing', params: { image: 'kindlab.test/none:1' } } })
    const id = await create()
    const name = (await runtime.container(id))?.name ?? ''
    await expect(create({ name })).rejects.toMatchObject({ problem: { code: 'container-name-taken', params: { name } } })
  })

  it('that is gone is a Problem for whoever wants to start it', async () => {
    await expect(runtime.start('kindlab-test-gone')).rejects.toMatchObject({ problem: { code: 'container-missing' } })
  })

  it('has what it wrote in its log, as it wrote it, JSON or not', async () => {
    const id = await running({ command: ['sh', '-c', 'echo 안녕; echo \'{"a":1}\''] })
    await runtime.waitForExit(id)
    expect((await runtime.logs(id)).toString()).toBe('안녕\n{"a":1}\n')
    expect((await runtime.logs(id, 1)).toString()).toBe('{"a":1}\n')
  })

  it('has what it wrote to either stream in its log', async () => {
    const id = await running({ command: ['sh', '-c', 'echo out; echo err >&2'] })
    await runtime.waitForExit(id)
    expect((await runtime.logs(id)).toString().split('\n').toSorted()).toEqual(['', 'err', 'out'])
  })

  it('can be waited for with a signal', async () => {
    const id = await running()
    const waiting = runtime.waitForExit(id, AbortSignal.timeout(50))
    await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it('is followed by its labels for as long as somebody listens', async () => {
    const news: string[] = []
    const following = await runtime.follow(labels, (one) => news.push(one))
    const [id, other] = [await running(), await create({ labels: { other: 'one' } })]
    await runtime.start(other)
    await expect.poll(() => news).toEqual(['changed'])
    await runtime.pause(id)
    await expect.poll(() => news).toEqual(['changed', 'changed'])
    following.dispose()
    await runtime.remove(id)
    await runtime.remove(other)
    expect(news).toEqual(['changed', 'changed'])
  })

  it('takes files', async () => {
    const id = await running()
    await runtime.putArchive(id, '/tmp', tarOf([{ name: '인사.txt', content: '안녕하세요' }]))
    await runtime.putArchive(id, '/tmp', Readable.from([tarOf([{ name: 'b.txt', content: 'b' }])]))
    expect((await runtime.exec(id, ['sh', '-c', 'cat /tmp/*.txt'])).stdout).toBe('b안녕하세요')
  })
})

describe('a program in a container', () => {
  it('gives back its exit code and both streams apart', async () => {
    const id = await running()
    expect(await runtime.exec(id, ['sh', '-c', 'echo out; echo err >&2; exit 3'])).toEqual({ exitCode: 3, stdout: 'out\n', stderr: 'err\n' })
  })

  it('reads its input to the end, and its environment', async () => {
    const id = await running()
    const text = '한글 '.repeat(50_000)
    expect((await runtime.exec(id, ['cat'], { input: text })).stdout).toBe(text)
    expect((await runtime.exec(id, ['sh', '-c', 'cat; echo $NAME'], { input: Readable.from(['a']), environment: { NAME: '민' } })).stdout).toBe('a민\n')
  })

  it('may end without reading its input', async () => {
    const id = await running()
    expect((await runtime.exec(id, ['sh', '-c', 'exit 4'], { input: 'x'.repeat(1_000_000) })).exitCode).toBe(4)
  })

  it('fails with its input, and does not go on with a part of it', async () => {
    const id = await running()
    const broken = Readable.from((async function* parts() {
      yield 'a part'
      throw new Error('the disk is gone')
    })())
    await expect(runtime.exec(id, ['sh', '-c', 'cat; sleep 500'], { input: broken })).rejects.toThrow('the disk is gone')
    expect((await runtime.exec(id, ['ps'])).stdout).not.toMatch(/sleep 500/)
  })

  it('ends when its signal aborts, with everything that it started', async () => {
    const id = await running()
    const controller = new AbortController()
    const ended = runtime.exec(id, ['sh', '-c', 'sleep 500 & sleep 500'], { signal: controller.signal })
    await expect.poll(async () => (await runtime.exec(id, ['ps'])).stdout).toMatch(/sleep 500/)
    controller.abort(new Error('enough'))
    await expect(ended).rejects.toThrow('enough')
    expect((await runtime.exec(id, ['ps'])).stdout).not.toMatch(/sleep 500/)
  })

  it('that is not there is told by its exit code, as a shell would', async () => {
    const id = await running()
    expect((await runtime.exec(id, ['no-such-program'])).exitCode).toBeOneOf([126, 127])
  })
})

describe('a terminal', () => {
  it('goes both ways, in raw bytes, and keeps running when its stream ends', async () => {
    const id = await running({ command: ['sh'], tty: true })
    const stream = await runtime.attach(id)
    await runtime.resize(id, { columns: 91, rows: 17 })
    stream.write('stty size; echo 안녕-$((40+2))\n')
    expect(await readUntil(stream, '안녕-42\r\n')).toContain('17 91\r\n')
    stream.end()
    await once(stream, 'close')
    expect((await runtime.container(id))?.state).toBe('running')
  })

  it('shows what was written before to whoever attaches with its log, and goes on without a gap', async () => {
    const id = await running({ command: ['sh', '-c', 'for i in 1 2 3 4 5; do echo line-$i; done; cat'], tty: true })
    await expect.poll(async () => (await runtime.logs(id)).toString()).toContain('line-5')
    const stream = await runtime.attach(id, { withLog: true })
    const before = await readUntil(stream, 'line-5\r\n')
    stream.write('after\n')
    expect(before + (await readUntil(stream, 'after'))).toMatch(/^line-1\r\nline-2\r\nline-3\r\nline-4\r\nline-5\r\nafter/)
    stream.destroy()
  })

  it('is given Ctrl-P like any other key, at once', async () => {
    const id = await running({ command: ['sh', '-c', 'stty -icanon -echo; echo ready; head -c 1'], tty: true })
    const stream = await runtime.attach(id, { withLog: true })
    await readUntil(stream, 'ready')
    stream.write('\u0010')
    expect(await readUntil(stream, '\u0010')).toContain('\u0010')
    stream.destroy()
  })

  it('opens in a container that runs something else', async () => {
    const id = await running()
    const terminal = await runtime.execTerminal(id, ['sh'], { environment: { NAME: '민' } })
    await terminal.resize({ columns: 91, rows: 17 })
    terminal.stream.write('tty; stty size; echo "[$NAME]"; exit 5\n')
    expect(await readUntil(terminal.stream, '[민]\r\n')).toContain('17 91')
    terminal.stream.resume()
    await once(terminal.stream, 'close')
    expect(await terminal.exitCode()).toBe(5)
  })
})

describe('an image', () => {
  it('is made of a container, with changes, found by its labels, tagged and removed', async () => {
    const id = await running({ command: ['sh', '-c', 'echo new > /tmp/new'] })
    await runtime.waitForExit(id)
    const made = await runtime.commit(id, 'kindlab.test/made:1', ['CMD ["cat", "/tmp/new"]', `LABEL kindlab.made=${process.pid}`])
    expect(made).toMatchObject({ tags: ['kindlab.test/made:1'], labels: { 'kindlab.made': String(process.pid), ...labels } })
    expect((await runtime.images({ 'kindlab.made': String(process.pid) })).map((image) => image.id)).toEqual([made.id])
    await runtime.tag('kindlab.test/made:1', 'kindlab.test/made:2')
    const fromIt = await runtime.create({ name: `kindlab-test-${process.pid}-made`, image: 'kindlab.test/made:2', labels })
    await runtime.start(fromIt)
    await runtime.waitForExit(fromIt)
    expect((await runtime.logs(fromIt)).toString()).toBe('new\n')
    await runtime.remove(fromIt)
    for (const tag of ['1', '2', '2']) await runtime.removeImage(`kindlab.test/made:${tag}`)
    expect(await runtime.image('kindlab.test/made:2')).toBeUndefined()
  })

  it('is saved with others in one archive and comes back from it', async () => {
    await runtime.tag(tinyImage, 'kindlab.test/saved:a')
    await runtime.tag(tinyImage, 'kindlab.test/saved:b')
    const archive = await buffer(await runtime.save(['kindlab.test/saved:a', 'kindlab.test/saved:b']))
    for (const tag of ['a', 'b']) await runtime.removeImage(`kindlab.test/saved:${tag}`)
    expect(await runtime.image('kindlab.test/saved:a')).toBeUndefined()
    await runtime.load(Readable.from([archive]), patiently)
    expect((await runtime.image('kindlab.test/saved:b'))?.tags).toContain('kindlab.test/saved:a')
    for (const tag of ['a', 'b']) await runtime.removeImage(`kindlab.test/saved:${tag}`)
  })

  it('is not made when that is cancelled, and whoever writes the archive is let go', async () => {
    const controller = new AbortController()
    const endless = Readable.from((function* blocks() {
      yield tarOf([{ name: 'zero', content: Buffer.alloc(1_000_000) }]).subarray(0, -1024)
      while (true) yield tarOf([{ name: 'more', content: Buffer.alloc(1_000_000) }]).subarray(0, -1024)
    })())
    const making = runtime.importRoot(endless, 'kindlab.test/endless:1', [], silentProgress(controller.signal))
    await once(endless, 'pause')
    controller.abort(new Error('enough'))
    await expect(making).rejects.toThrow('enough')
    expect(endless.destroyed).toBe(true)
    expect(await runtime.image('kindlab.test/endless:1')).toBeUndefined()
  })

  it('is not made of a damaged archive', async () => {
    const damaged = Readable.from([Buffer.alloc(10_000, 'no tar')])
    await expect(runtime.importRoot(damaged, 'kindlab.test/damaged:1', [], patiently)).rejects.toThrow(/import kindlab\.test\/damaged:1/)
    expect(await runtime.image('kindlab.test/damaged:1')).toBeUndefined()
  })
})

describe('networks', () => {
  it('are made once, found by name and labels, used and removed', async () => {
    const name = `kindlab-test-${process.pid}`
    const made = await runtime.createNetwork(name, labels)
    expect(await runtime.networks(labels)).toEqual([made])
    expect(await runtime.network(name)).toEqual({ id: made.id, name, labels })
    const id = await running({ network: name })
    expect((await runtime.container(id))?.networks[name]?.ipv4).toMatch(/^\d+\.\d+\.\d+\.\d+$/)
    await runtime.remove(id)
    await runtime.removeNetwork(made.id)
    await runtime.removeNetwork(made.id)
    expect(await runtime.network(name)).toBeUndefined()
  })
})

describe('volumes', () => {
  it('that nobody named go with their container', async () => {
    const id = await running({ mounts: [{ kind: 'volume', source: '', target: '/data' }] })
    const mounts = (await runtime.exec(id, ['cat', '/proc/self/mountinfo'])).stdout
    const name = /volumes\/([0-9a-f]+)\/_data \/data /.exec(mounts)?.[1]
    const names = async (): Promise<readonly string[]> => (await runtime.volumes({})).map((volume) => volume.name)
    expect(await names()).toContain(name)
    await runtime.remove(id)
    expect(await names()).not.toContain(name)
  })
})

describe('the engine', () => {
  it('says what it is', async () => {
    const { cpus, memoryBytes, version, rootDirectory } = await runtime.facts()
    expect(version).toMatch(/^\d+\./)
    expect(cpus).toBeGreaterThan(0)
    expect(memoryBytes).toBeGreaterThan(1e9)
    expect(rootDirectory).toMatch(/^\//)
  })

  it('is the same one for programs that call docker themselves', async () => {
    const id = await create()
    const listed = await runProgram('docker', ['ps', '--all', '--no-trunc', '--quiet'], { environment: runtime.environment })
    expect(listed.split('\n')).toContain(id)
  })
})
