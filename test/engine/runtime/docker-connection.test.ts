import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { greetDocker } from '../../../engine/runtime/docker-greeting.ts'
import { openRuntime } from '../../../engine/runtime/open-runtime.ts'
import { silentProgress } from '#contract/progress.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'
import { fakeTls } from '../../fakes/fake-tls.ts'

afterEach(() => vi.unstubAllEnvs())

const answer: RequestListener = (request, response) => {
  const isKnown = !(request.socket as TLSSocket).encrypted || (request.socket as TLSSocket).authorized
  response.setHeader('content-type', 'application/json').end(JSON.stringify(isKnown ? { Version: '28.0.0' } : { message: 'who are you?' }))
}

async function listening(server: Server): Promise<AsyncDisposable & { readonly port: number }> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { port, [Symbol.asyncDispose]: async () => void server.close() }
}

const secureServer = (): Promise<AsyncDisposable & { readonly port: number }> =>
  listening(createHttpsServer({ cert: fakeTls.serverCertificate, key: fakeTls.serverKey, ca: fakeTls.authority, requestCert: true, rejectUnauthorized: false }, answer))

async function writeCertificates(folder: string): Promise<void> {
  await writeFile(join(folder, 'ca.pem'), fakeTls.authority)
  await writeFile(join(folder, 'cert.pem'), fakeTls.clientCertificate)
  await writeFile(join(folder, 'key.pem'), fakeTls.clientKey)
}

describe('a connection to an engine', () => {
  it('goes over TCP', async () => {
    await using server = await listening(createHttpServer(answer))
    expect(await greetDocker({ kind: 'tcp', host: '127.0.0.1', port: server.port })).toEqual({ kind: 'docker', version: '28.0.0' })
  })

  it('shows its certificate over TLS', async () => {
    await using folder = await scratchFolder()
    await writeCertificates(folder.path)
    await using server = await secureServer()
    const tls = { folder: folder.path, verify: false }
    expect(await greetDocker({ kind: 'tcp', host: '127.0.0.1', port: server.port, tls })).toEqual({ kind: 'docker', version: '28.0.0' })
    expect(await greetDocker({ kind: 'tcp', host: '127.0.0.1', port: server.port, tls: { folder: '', verify: false } })).toMatchObject({ kind: 'unclear' })
  })

  it('is not made to a server whose certificate is another’s, where that is to be verified', async () => {
    await using folder = await scratchFolder()
    await writeCertificates(folder.path)
    await using server = await secureServer()
    const greeting = await greetDocker({ kind: 'tcp', host: '127.0.0.1', port: server.port, tls: { folder: folder.path, verify: true } })
    expect(greeting).toEqual({ kind: 'unclear', reason: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  })

  it('takes nothing from this process’s own environment', async () => {
    vi.stubEnv('DOCKER_HOST', 'tcp://203.0.113.1:1')
    vi.stubEnv('DOCKER_TLS_VERIFY', '1')
    await using folder = await scratchFolder()
    const path = join(folder.path, 'engine.sock')
    const server = createHttpServer(answer).listen(path)
    await once(server, 'listening')
    expect(await greetDocker({ kind: 'socket', path })).toEqual({ kind: 'docker', version: '28.0.0' })
    server.close()
  })
})

describe('opening the runtime', () => {
  const progress = silentProgress(new AbortController().signal)

  it('goes to the engine that DOCKER_HOST names, and hands that on to programs that call docker themselves', async () => {
    await using server = await listening(createHttpServer(answer))
    const environment = { DOCKER_HOST: `tcp://127.0.0.1:${server.port}`, PATH: '/bin', HOME: '/nonexistent', KINDLAB_ENGINE: '/nonexistent' }
    const runtime = await openRuntime({ environment, progress })
    expect(runtime.environment).toMatchObject({ DOCKER_HOST: `tcp://127.0.0.1:${server.port}`, PATH: expect.stringMatching(/^\/bin/) })
  })

  it('neither starts nor installs anything where DOCKER_HOST names another machine that is silent', async () => {
    const ask = vi.fn<() => Promise<boolean>>()
    const environment = { DOCKER_HOST: 'tcp://127.0.0.1:9', HOME: '/nonexistent' }
    await expect(openRuntime({ environment, progress, ask })).rejects.toMatchObject({ problem: { code: 'docker-not-answering', params: { where: 'tcp://127.0.0.1:9' } } })
    expect(ask).not.toHaveBeenCalled()
  })
})
