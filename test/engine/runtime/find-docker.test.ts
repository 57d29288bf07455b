import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contextId } from '../../../engine/runtime/docker-contexts.ts'
import { endpointFrom } from '../../../engine/runtime/docker-endpoint.ts'
import { greetDocker, type Greeting } from '../../../engine/runtime/docker-greeting.ts'
import { chooseDocker, findDocker, type Greeted } from '../../../engine/runtime/find-docker.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'

async function writeContext(home: string, name: string, host: string): Promise<void> {
  const folder = join(home, '.docker/contexts/meta', contextId(name))
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'meta.json'), JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } }))
}

/** Something that answers /version on a socket, as an engine does. */
async function anEngine(path: string, answer: unknown): Promise<AsyncDisposable> {
  const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer)))
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return { [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())) }
}

function greeted(address: string, greeting: Greeting, from: Greeted['candidate']['from'] = 'usual'): Greeted {
  return { candidate: { from, endpoint: endpointFrom(address) }, greeting }
}

const absent: Greeting = { kind: 'absent', reason: 'ENOENT' }

describe('finding Docker', () => {
  it('goes to the engine of the current context', async () => {
    await using home = await scratchFolder()
    const socket = join(home.path, 'colima.sock')
    await writeContext(home.path, 'colima', `unix://${socket}`)
    await writeFile(join(home.path, '.docker/config.json'), JSON.stringify({ currentContext: 'colima', auths: {} }))
    await using _engine = await anEngine(socket, { Version: '28.1.0', Components: [{ Name: 'Engine' }] })
    expect(await findDocker({ HOME: home.path })).toEqual({ kind: 'found', endpoint: { kind: 'socket', path: socket }, version: '28.1.0' })
  })

  it('does not wait for a worse place once it knows a better one', async () => {
    await using home = await scratchFolder()
    const engine = { kind: 'docker', version: '28.0.0' } as const
    const found = await findDocker({ HOME: home.path }, (endpoint) => (endpoint.kind === 'socket' && endpoint.path === '/var/run/docker.sock' ? Promise.resolve(engine) : new Promise(() => {})))
    expect(found).toMatchObject({ kind: 'found', endpoint: { path: '/var/run/docker.sock' } })
  })

  it('reads contexts from DOCKER_CONFIG and passes over damaged ones', async () => {
    await using home = await scratchFolder()
    await writeContext(home.path, 'good', `unix://${home.path}/x.sock`)
    await mkdir(join(home.path, '.docker/contexts/meta/broken'), { recursive: true })
    await writeFile(join(home.path, '.docker/contexts/meta/broken/meta.json'), '{ "Name":')
    const environment = { HOME: '/nowhere', DOCKER_CONFIG: join(home.path, '.docker'), DOCKER_CONTEXT: 'good' }
    expect(await findDocker(environment)).toMatchObject({ kind: 'blocked', problem: { code: 'docker-not-answering', params: { where: `unix://${home.path}/x.sock` } } })
  })

  it('says that a context is not there', async () => {
    await using home = await scratchFolder()
    const found = await findDocker({ HOME: home.path, DOCKER_CONTEXT: 'gone' })
    expect(found).toEqual({ kind: 'blocked', problem: { code: 'docker-context-missing', params: { context: 'gone' } } })
  })

  it('takes the first that answers', () => {
    const engine: Greeting = { kind: 'docker', version: '27.0.0' }
    expect(chooseDocker([greeted('unix:///a', absent), greeted('unix:///b', engine), greeted('unix:///c', engine)])).toMatchObject({
      endpoint: { path: '/b' },
    })
  })

  it('tells everything it tried when nobody is there', () => {
    const found = chooseDocker([greeted('unix:///var/run/docker.sock', absent), greeted('unix:///h/.rd/docker.sock', { kind: 'absent', reason: 'ECONNREFUSED' })])
    expect(found).toEqual({
      kind: 'absent',
      tried: 'unix:///var/run/docker.sock (usual): ENOENT\nunix:///h/.rd/docker.sock (usual): ECONNREFUSED',
    })
  })

  it('counts a silent standard socket as absent also when DOCKER_HOST names it, so that Docker may be started', () => {
    expect(chooseDocker([greeted('unix:///var/run/docker.sock', absent, 'DOCKER_HOST')]).kind).toBe('absent')
  })

  it.each([
    ['a host named in the environment that is silent', greeted('tcp://build:2375', absent, 'DOCKER_HOST'), 'docker-not-answering'],
    ['a socket we may not open', greeted('unix:///var/run/docker.sock', { kind: 'not-allowed' }), 'docker-not-allowed'],
    ['Podman', greeted('unix:///var/run/docker.sock', { kind: 'podman' }), 'docker-is-podman'],
    ['SSH', greeted('ssh://me@host', { kind: 'unclear', reason: '' }, 'DOCKER_HOST'), 'docker-over-ssh'],
    ['an engine that is still starting', greeted('unix:///var/run/docker.sock', { kind: 'unclear', reason: 'no answer in 3 s' }), 'docker-not-answering'],
  ])('does not start another engine in the place of %s', (_what, candidate, code) => {
    expect(chooseDocker([candidate])).toMatchObject({ kind: 'blocked', problem: { code } })
  })
})

describe('saying hello', () => {
  it.each([
    ['docker', { Version: '26.1.5', Components: [{ Name: 'Engine' }] }],
    ['podman', { Version: '5.4.0', Components: [{ Name: 'Podman Engine' }] }],
    ['unclear', { hello: 'world' }],
  ])('knows %s by its answer', async (kind, answer) => {
    await using folder = await scratchFolder()
    const path = join(folder.path, 'engine.sock')
    await using _engine = await anEngine(path, answer)
    expect((await greetDocker({ kind: 'socket', path })).kind).toBe(kind)
  })

  it('knows a socket that is not there, and one on which nobody listens', async () => {
    await using folder = await scratchFolder()
    const file = join(folder.path, 'not-a-socket')
    await writeFile(file, '')
    expect(await greetDocker({ kind: 'socket', path: join(folder.path, 'none') })).toEqual({ kind: 'absent', reason: 'ENOENT' })
    expect(await greetDocker({ kind: 'socket', path: file })).toEqual({ kind: 'absent', reason: 'ECONNREFUSED' })
  })

  it('does not wait forever', async () => {
    await using folder = await scratchFolder()
    const path = join(folder.path, 'engine.sock')
    const server = createServer(() => {})
    await new Promise<void>((resolve) => server.listen(path, resolve))
    expect(await greetDocker({ kind: 'socket', path }, 50)).toEqual({ kind: 'unclear', reason: 'no answer in 0.05 s' })
    server.closeAllConnections()
    server.close()
  })
})
