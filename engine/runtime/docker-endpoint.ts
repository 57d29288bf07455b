/** Where a Docker engine listens, as one of the three ways we speak to one. */
export type DockerEndpoint =
  /** A Unix socket, or a named pipe of Windows. */
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: TlsFiles }
  | { readonly kind: 'unsupported'; readonly address: string; readonly reason: 'ssh' | 'unknown' }

/** Certificates as the Docker CLI keeps them: `ca.pem`, `cert.pem` and `key.pem` in one folder. */
export interface TlsFiles {
  readonly folder: string
  readonly verify: boolean
}

/**
 * Reads an address as the Docker CLI does (`unix://`, `npipe://`, `tcp://`, `http://`, `https://`; none means tcp).
 * https://docs.docker.com/reference/cli/docker/#environment-variables
 */
export function endpointFrom(address: string, tls?: TlsFiles): DockerEndpoint {
  const [, scheme = 'tcp', rest = ''] = /^(?:([a-z]+):\/\/)?(.*)$/s.exec(address) ?? []
  switch (scheme) {
    case 'unix':
      return { kind: 'socket', path: rest || '/var/run/docker.sock' }
    case 'npipe':
      return { kind: 'socket', path: rest || '//./pipe/docker_engine' }
    case 'tcp':
    case 'http':
    case 'https':
      return tcpEndpoint(address, rest, scheme, tls)
    default:
      return { kind: 'unsupported', address, reason: scheme === 'ssh' ? 'ssh' : 'unknown' }
  }
}

function tcpEndpoint(address: string, rest: string, scheme: string, tls: TlsFiles | undefined): DockerEndpoint {
  const url = URL.parse(`http://${rest}`)
  if (url === null || url.hostname === '') return { kind: 'unsupported', address, reason: 'unknown' }
  const secure = tls ?? (scheme === 'https' ? { folder: '', verify: true } : undefined)
  const port = Number(url.port) || (secure ? 2376 : 2375)
  return { kind: 'tcp', host: url.hostname, port, ...(secure ? { tls: secure } : {}) }
}

/** The address again, as `DOCKER_HOST` carries it. */
export function addressOf(endpoint: DockerEndpoint): string {
  switch (endpoint.kind) {
    case 'socket':
      return /^[\\/]{2}\.[\\/]pipe/.test(endpoint.path) ? `npipe://${endpoint.path}` : `unix://${endpoint.path}`
    case 'tcp':
      return `tcp://${endpoint.host}:${endpoint.port}`
    case 'unsupported':
      return endpoint.address
  }
}

/** What a program that calls `docker` itself needs in its environment to reach the same engine. */
export function environmentFor(endpoint: DockerEndpoint): Record<string, string> {
  const host = { DOCKER_HOST: addressOf(endpoint) }
  if (endpoint.kind !== 'tcp' || !endpoint.tls) return host
  const { folder, verify } = endpoint.tls
  const mode: Record<string, string> = verify ? { DOCKER_TLS_VERIFY: '1' } : { DOCKER_TLS: '1' }
  return folder === '' ? { ...host, ...mode } : { ...host, ...mode, DOCKER_CERT_PATH: folder }
}
