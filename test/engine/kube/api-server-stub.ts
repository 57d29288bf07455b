import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { KubeAccess } from '../../../engine/kube/kube-client.ts'

export interface SeenRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface Answer {
  readonly status?: number
  readonly headers?: Record<string, string>
  readonly body?: unknown
}

/** A server on loopback that answers as `answer` says and remembers what it was asked. */
export interface ApiServerStub extends AsyncDisposable {
  readonly access: KubeAccess
  readonly seen: SeenRequest[]
  /** How many connections were opened so far. */
  readonly connections: () => number
  readonly closeConnections: () => void
}

export async function serveApi(answer: (request: SeenRequest) => Answer | undefined): Promise<ApiServerStub> {
  const seen: SeenRequest[] = []
  const sockets = new Set<Socket>()
  let opened = 0
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: body.toString() }
      seen.push(one)
      const reply = answer(one) ?? discoveryAnswer(one) ?? { status: 404, body: { kind: 'Status', reason: 'NotFound', message: `${one.url} not found` } }
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers })
      response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {}))
    })
  })
  server.on('connection', (socket) => {
    opened += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const port = await listening(server)
  return {
    access: { server: `http://127.0.0.1:${port}`, authority: '' },
    seen,
    connections: () => opened,
    closeConnections: () => sockets.forEach((socket) => socket.destroy()),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']

const resource = (group: string, version: string, kind: string, plural: string, scope: string) => ({
  resource: plural,
  scope,
  verbs,
  responseKind: { group, version, kind },
})

export const coreGroup = {
  items: [
    {
      metadata: { name: '' },
      versions: [
        {
          version: 'v1',
          resources: [
            resource('', 'v1', 'Namespace', 'namespaces', 'Cluster'),
            resource('', 'v1', 'ConfigMap', 'configmaps', 'Namespaced'),
            resource('', 'v1', 'Pod', 'pods', 'Namespaced'),
            { ...resource('', 'v1', 'Binding', 'bindings', 'Namespaced'), verbs: ['create'] },
          ],
        },
      ],
    },
  ],
}

export const namedGroups = {
  items: [
    { metadata: { name: 'apps' }, versions: [{ version: 'v1', resources: [resource('apps', 'v1', 'Deployment', 'deployments', 'Namespaced')] }] },
    {
      metadata: { name: 'rbac.authorization.k8s.io' },
      versions: [{ version: 'v1', resources: [resource('rbac.authorization.k8s.io', 'v1', 'ClusterRole', 'clusterroles', 'Cluster')] }],
    },
  ],
}

function discoveryAnswer({ url }: SeenRequest): Answer | undefined {
  if (url === '/api') return { body: coreGroup, headers: { etag: '"core"' } }
  if (url === '/apis') return { body: namedGroups, headers: { etag: '"groups"' } }
  return undefined
}
