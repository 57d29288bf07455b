import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { pageHeaders, pageType } from '#contract/page-serving.ts'

export interface ServedFolder {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string
  close(): void
}

/** Serves pages to this machine, under the same headers as the app's own. */
export async function serveFolder(folder: string): Promise<ServedFolder> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://here')
    const path = normalize(join(folder, pathname))
    readFile(path).then((body) => response.writeHead(200, { ...pageHeaders, 'content-type': pageType(extname(path)) }).end(body), () => response.writeHead(404).end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on one
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
