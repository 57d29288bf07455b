import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a registry may do otherwise than it should. */
export interface Lies {
  readonly sendsLayer?: Buffer
  readonly saysDigest?: string
  readonly layers?: number
  readonly mediaType?: string
  readonly size?: number
  readonly asksForToken?: boolean
  readonly realm?: string
  readonly isClosed?: boolean
}

const sha256 = (bytes: Buffer | string): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** A registry on loopback with one artefact, `small:1`, by the OCI distribution specification or not. */
export async function aRegistry(layer: Buffer, lies: Lies = {}): Promise<AsyncDisposable & { readonly source: string; readonly digest: string }> {
  const { mediaType = 'application/vnd.kindlab.pack.layer.v1.tar+gzip', size = layer.length, layers = 1 } = lies
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.manifest.v1+json', layers: Array(layers).fill({ mediaType, digest: sha256(layer), size }) })
  const server = createServer(({ url = '', headers }, answer) => {
    if (url.startsWith('/token')) return void answer.end(JSON.stringify({ token: `for ${new URL(url, 'http://x').searchParams.get('scope')}` }))
    if (lies.isClosed || (lies.asksForToken && headers.authorization !== 'Bearer for repository:labs/small:pull')) return refuse(answer)
    if (url.includes('/manifests/')) return void answer.writeHead(200, { 'docker-content-digest': lies.saysDigest ?? sha256(manifest) }).end(manifest)
    if (url.endsWith(sha256(layer))) return void answer.end(lies.sendsLayer ?? layer)
    answer.writeHead(404).end()
  })
  const refuse = (answer: ServerResponse): void => void answer.writeHead(401, lies.asksForToken ? { 'www-authenticate': `Bearer realm="${lies.realm ?? `${root}/token`}",service="test"` } : {}).end()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    source: `oci://${root.replace('http://', '')}/labs/small:1`,
    digest: sha256(manifest),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
