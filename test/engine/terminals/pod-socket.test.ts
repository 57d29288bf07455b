import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { problemFrom } from '#contract/problem.ts'
import { openPodSocket, type PodSocket } from '../../../engine/terminals/pod-socket.ts'

let server: Server
let sockets: WebSocketServer
let access: { server: string; authority: string; token: string }
/** How the API server answers the next upgrade. */
let answer: { status: number; body: string } | undefined

beforeEach(async () => {
  answer = undefined
  sockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => (offered.has('v5.channel.k8s.io') ? 'v5.channel.k8s.io' : false) })
  server = createServer().on('upgrade', (request, socket, head) => {
    if (answer === undefined) sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request))
    else socket.end(`HTTP/1.1 ${answer.status} No\r\ncontent-length: ${Buffer.byteLength(answer.body)}\r\nconnection: close\r\n\r\n${answer.body}`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  access = { server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, authority: '', token: 'secret' }
})

afterEach(() => {
  for (const client of sockets.clients) client.terminate()
  server.close()
})

async function connect(): Promise<{ pod: PodSocket; kubelet: WebSocket; authorization: string | undefined }> {
  const arrived = once(sockets, 'connection') as Promise<[WebSocket, { headers: { authorization?: string } }]>
  const pod = await openPodSocket(access, '/api/v1/namespaces/n/pods/p/attach?tty=true')
  const [kubelet, request] = await arrived
  return { pod, kubelet, authorization: request.headers.authorization }
}

const frame = (channel: number, content: string | Buffer): Buffer => Buffer.concat([Buffer.from([channel]), Buffer.from(content)])
const nextFrame = async (kubelet: WebSocket): Promise<[number | undefined, string]> => {
  const [message] = (await once(kubelet, 'message')) as [Buffer]
  return [message[0], message.subarray(1).toString()]
}

describe('a program in a Pod', () => {
  it('shows its output and errors, byte for byte, until it ends', async () => {
    const { pod, kubelet, authorization } = await connect()
    const korean = Buffer.from('한')
    kubelet.send(frame(1, korean.subarray(0, 1)))
    kubelet.send(frame(1, korean.subarray(1)))
    kubelet.send(frame(2, '!'))
    kubelet.send(frame(3, '{"status":"Success"}'))
    kubelet.close()
    expect([await text(pod.stream), await pod.exitCode, authorization]).toEqual(['한!', 0, 'Bearer secret'])
  })

  it('gets keys, sizes, and the end of its input on their channels', async () => {
    const { pod, kubelet } = await connect()
    const keys = nextFrame(kubelet)
    pod.stream.write('ls\r')
    expect(await keys).toEqual([0, 'ls\r'])
    const resized = nextFrame(kubelet)
    await pod.resize({ columns: 132, rows: 43 })
    expect(await resized).toEqual([4, '{"Width":132,"Height":43}'])
    const ended = nextFrame(kubelet)
    pod.stream.end()
    expect(await ended).toEqual([255, '\0'])
  })

  it('has no exit code when the connection is lost', async () => {
    const { pod, kubelet } = await connect()
    kubelet.terminate()
    await text(pod.stream)
    await expect(pod.exitCode).rejects.toThrow('lost')
  })

  it('waits for a reader who does not keep up', async () => {
    const { pod, kubelet } = await connect()
    const chunk = Buffer.alloc(1_000_000, 'x')
    for (let count = 0; count < 40; count++) kubelet.send(frame(1, chunk))
    // Another program's whole conversation: time enough to take everything, if nothing held it back.
    const other = await connect()
    other.kubelet.send(frame(1, 'done'))
    other.kubelet.close()
    expect(await text(other.pod.stream)).toBe('done')
    expect(pod.stream.readableLength).toBeLessThan(10_000_000)
    expect(kubelet.bufferedAmount).toBeGreaterThan(0)
    kubelet.close()
    expect((await text(pod.stream)).length).toBe(40_000_000)
  })

  it.each([
    [403, '{"message":"pods \\"p\\" is forbidden"}', { code: 'terminal-refused', params: { reason: 'pods "p" is forbidden' } }],
    [404, '{"message":"pods \\"p\\" not found"}', { code: 'terminal-gone', params: {} }],
    [502, 'Bad Gateway', { code: 'terminal-refused', params: { reason: 'Bad Gateway' } }],
  ])('is refused in the server’s own words: %i', async (status, body, expected) => {
    answer = { status, body }
    expect(await openPodSocket(access, '/x').then(() => undefined, problemFrom)).toMatchObject(expected)
  })

  it('cannot be reached where nobody listens', async () => {
    expect(await openPodSocket({ ...access, server: 'http://127.0.0.1:1' }, '/x').then(() => undefined, problemFrom)).toMatchObject({ code: 'kube-unreachable' })
  })
})
