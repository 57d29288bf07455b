import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createKubeClient } from '../../../engine/kube/create-kube-client.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import { KubeError } from '../../../engine/kube/kube-error.ts'
import { followLog } from '../../../engine/views/follow-log.ts'
import type { LogPart } from '../../../contract/views.ts'

let server: Server
let kube: KubeClient
/** What was asked for, and the answers that are still open. */
let asked: { readonly url: string; readonly response: ServerResponse }[]
const leaving = new AbortController()

beforeEach(async () => {
  asked = []
  server = createServer(({ url = '' }, response) => {
    asked.push({ url, response })
    if (url.includes('waiting')) response.writeHead(400).end(JSON.stringify({ kind: 'Status', reason: 'BadRequest', message: 'container "main" in pod "waiting" is waiting to start: ContainerCreating' }))
    else if (url.includes('locked')) response.writeHead(403).end(JSON.stringify({ kind: 'Status', reason: 'Forbidden', message: 'you may not' }))
    else response.writeHead(200).write('2026-01-01T00:00:00Z first\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  kube = createKubeClient({ server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, authority: '' })
})

afterEach(async () => {
  kube.dispose()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const logOf = (pod: string, signal = leaving.signal): AsyncGenerator<LogPart, void> => followLog({ namespace: 'shop', pod, container: 'main', previous: false, follow: true }, kube, signal)
const texts = ({ lines }: LogPart): string[] => lines.map(({ text }) => text)

it('tells what comes while the answer is still open, and that it has ended', async () => {
  const log = logOf('web')
  const first = await log.next()
  asked[0]?.response.end('2026-01-01T00:00:01Z second\n')
  const second = await log.next()
  expect(asked[0]?.url).toBe('/api/v1/namespaces/shop/pods/web/log?container=main&tailLines=2000&timestamps=true&follow=true')
  expect([first, second].map(({ value }) => value && texts(value))).toEqual([['first'], ['second']])
  const rest = second.value?.isOver === true ? second : await log.next()
  expect(rest.value?.isOver).toBe(true)
})

it('closes its connection when nobody reads on', async () => {
  const reader = new AbortController()
  const log = logOf('web', reader.signal)
  await log.next()
  const closed = new Promise<void>((resolve) => asked[0]?.response.on('close', resolve))
  const next = log.next()
  reader.abort()
  await closed
  expect((await next).done).toBe(true)
})

it('says of a container that waits that it has said nothing', async () => {
  expect((await logOf('waiting').next()).value).toEqual({ lines: [], isOver: true })
})

it('passes on a refusal', async () => {
  await expect(logOf('locked').next()).rejects.toThrow(KubeError)
})
