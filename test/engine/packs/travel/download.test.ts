import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline, Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { silentProgress } from '../../../../contract/progress.ts'
import { packEntries } from '../../../builders/pack-folder.ts'
import { zipOf } from '../../../builders/zip.ts'
import { aMachine } from './on-the-way.ts'

/** A server on loopback, and the address of a zip file there. */
async function aServer(answers: RequestListener): Promise<AsyncDisposable & { readonly address: string }> {
  const server = createServer(answers)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/pack.zip`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

describe('a zip file from an address', { timeout: 60_000 }, () => {
  it('is fetched, also where the server sends us on, and says its digest', async () => {
    await using machine = await aMachine()
    await using server = await aServer(({ url }, answer) => (url === '/pack.zip' ? answer.writeHead(302, { location: '/there.zip' }).end() : answer.end(zipOf(packEntries()))))
    expect((await machine.add(server.address)).origin).toEqual({ kind: 'zip', source: server.address, revision: expect.stringMatching(/^sha256:/) })
    expect(await machine.found()).toEqual(['small 1.0.0'])
  })

  it.each<[string, RequestListener, string]>([
    ['is not there', (_, answer) => answer.writeHead(404).end(), 'pack-not-fetched'],
    ['is not for everybody', (_, answer) => answer.writeHead(403).end(), 'pack-needs-login'],
    ['hangs up', ({ socket }) => socket.destroy(), 'pack-not-fetched'],
    ['breaks off', (_, answer) => void answer.writeHead(200, { 'content-length': 1000 }).write('PK', () => answer.destroy()), 'pack-not-fetched'],
    ['never ends', (_, answer) => pour(answer), 'pack-too-big'],
    ['is a page', (_, answer) => answer.end('<html></html>'), 'pack-archive-broken'],
  ])('that %s is refused, and leaves nothing', async (_, answers, code) => {
    await using machine = await aMachine()
    await using server = await aServer(answers)
    await expect(machine.travel.inspect({ source: server.address })).rejects.toMatchObject({ problem: { code } })
    expect(await machine.left()).toEqual([])
  })

  it('is not waited for when nobody wants it any more', async () => {
    await using machine = await aMachine()
    const ending = new AbortController()
    await using server = await aServer(() => ending.abort(new Error('enough')))
    await expect(machine.travel.inspect({ source: server.address }, silentProgress(ending.signal))).rejects.toThrow('enough')
    expect(await machine.left()).toEqual([])
  })
})

/** Bytes without end, as fast as they are taken. */
function pour(answer: Parameters<RequestListener>[1]): void {
  pipeline(Readable.from(endless()), answer, () => {})
}

function* endless(): Generator<Buffer> {
  while (true) yield Buffer.alloc(2 ** 20)
}
