import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { ProblemError } from '../../../contract/problem.ts'
import { openConnections } from '../../../engine/kube/connections.ts'
import { serveApi } from './api-server-stub.ts'

describe('connections to an API server', () => {
  it('give up on a silent server after their patience, as a problem that names it', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const server = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const connections = openConnections({ server, authority: '' })
    const error = await connections.send({ method: 'GET', path: '/readyz', patience: 20 }).catch((thrown: unknown) => thrown)
    connections.dispose()
    silent.close()
    expect((error as ProblemError).problem).toEqual({ code: 'kube-silent', params: { server, seconds: 0 } })
  })

  it('say how long the body of a DELETE is, without which a server ignores it', async () => {
    await using stub = await serveApi(() => ({}))
    const connections = openConnections(stub.access)
    await connections.send({ method: 'DELETE', path: '/x', body: '{"한글":1}' })
    connections.dispose()
    expect(stub.seen[0]).toMatchObject({ body: '{"한글":1}', headers: { 'content-length': '12' } })
  })

  it('do not send a creation twice when the kept connection turns out to be closed', async () => {
    await using stub = await serveApi(() => ({}))
    const connections = openConnections(stub.access)
    await connections.send({ method: 'GET', path: '/' })
    stub.closeConnections()
    const second = await connections.send({ method: 'POST', path: '/', body: '{}' }).then(
      () => 'sent',
      (error: unknown) => (error as ProblemError).problem.code,
    )
    connections.dispose()
    expect(stub.seen.filter(({ method }) => method === 'POST')).toHaveLength(second === 'sent' ? 1 : 0)
  })

  it('ask again, as often as it is worth it, when the server asks for patience', async () => {
    let refusals = 2
    await using stub = await serveApi(() => (refusals-- > 0 ? { status: 429, headers: { 'retry-after': '0' }, body: 'busy' } : { body: 'done' }))
    const connections = openConnections(stub.access)
    expect((await connections.send({ method: 'POST', path: '/', body: '{}' })).body).toBe('done')
    refusals = 100
    expect((await connections.send({ method: 'GET', path: '/' })).status).toBe(429)
    connections.dispose()
    expect(stub.seen).toHaveLength(3 + 6)
  })

  it('do not ask again when the server says no without a time', async () => {
    await using stub = await serveApi(() => ({ status: 429, body: 'a disruption budget stands in the way' }))
    const connections = openConnections(stub.access)
    expect((await connections.send({ method: 'POST', path: '/', body: '{}' })).status).toBe(429)
    connections.dispose()
    expect(stub.seen).toHaveLength(1)
  })

  it('begin below the path that a proxied server has', async () => {
    await using stub = await serveApi(() => ({}))
    const connections = openConnections({ ...stub.access, server: `${stub.access.server}/clusters/a/` })
    await connections.send({ method: 'GET', path: '/readyz' })
    connections.dispose()
    expect(stub.seen[0]?.url).toBe('/clusters/a/readyz')
  })
})
