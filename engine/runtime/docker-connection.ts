import { readFile } from 'node:fs/promises'
import { Agent } from 'node:http'
import { Agent as TlsAgent } from 'node:https'
import { join } from 'node:path'
import Docker from 'dockerode'
import type { DockerEndpoint, TlsFiles } from './docker-endpoint.ts'

/** A client for one engine. Nothing of this process's own DOCKER_* environment gets into it. */
export async function connectDocker(endpoint: DockerEndpoint): Promise<Docker> {
  if (endpoint.kind === 'unsupported') throw new Error(`no way to speak to ${endpoint.address}`)
  const options = endpoint.kind === 'socket' ? socketOptions(endpoint.path) : await tcpOptions(endpoint)
  return new Docker(options)
}

/** dockerode fills in from DOCKER_HOST whatever is not named, so each field is, also where it is undefined. */
interface ConnectionOptions {
  readonly socketPath: string | undefined
  readonly host: string | undefined
  readonly port: number | undefined
  readonly protocol: 'http' | 'https'
  readonly ca: undefined
  readonly cert: undefined
  readonly key: undefined
  readonly agent: Agent
}

const noKeys = { ca: undefined, cert: undefined, key: undefined }

/** No kept-alive connections: one that the engine's restart cut would fail the next call, and a local connect costs nothing. */
function socketOptions(path: string): ConnectionOptions {
  return { socketPath: path, host: undefined, port: undefined, protocol: 'http', ...noKeys, agent: new Agent({ keepAlive: false }) }
}

async function tcpOptions({ host, port, tls }: Extract<DockerEndpoint, { kind: 'tcp' }>): Promise<ConnectionOptions> {
  const agent = tls ? await tlsAgent(tls) : new Agent({ keepAlive: false })
  return { socketPath: undefined, host, port, protocol: tls ? 'https' : 'http', ...noKeys, agent }
}

async function tlsAgent({ folder, verify }: TlsFiles): Promise<Agent> {
  const [ca, cert, key] = await Promise.all(['ca.pem', 'cert.pem', 'key.pem'].map((name) => readPem(folder, name)))
  return new TlsAgent({ keepAlive: false, rejectUnauthorized: verify, ...(ca ? { ca } : {}), ...(cert && key ? { cert, key } : {}) })
}

async function readPem(folder: string, name: string): Promise<string | undefined> {
  return folder === '' ? undefined : readFile(join(folder, name), 'utf8').catch(() => undefined)
}
