import { connect } from 'node:tls'
import type { RegistryFacts } from './doctor-facts.ts'

const patience = 2_000

/** Docker's own registry, for a reference that names none. https://github.com/distribution/reference */
export function registryOf(reference: string): string {
  const [first = '', ...rest] = reference.split('/')
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? first : 'registry-1.docker.io'
}

/** Shakes hands with a registry and looks at its certificate. Nothing is sent. */
export function askRegistry(host: string): Promise<RegistryFacts> {
  const [name = '', port = '443'] = host.split(':')
  return new Promise((resolve) => {
    const socket = connect({ host: name, port: Number(port), servername: name, rejectUnauthorized: false, timeout: patience })
    const end = (facts: RegistryFacts): void => {
      socket.destroy()
      resolve(facts)
    }
    socket.once('secureConnect', () => {
      const { issuer } = socket.getPeerCertificate()
      end(socket.authorized ? { kind: 'trusted', host } : { kind: 'intercepted', host, issuer: nameIn(issuer) })
    })
    socket.once('timeout', () => end({ kind: 'unreachable', host, detail: `no answer within ${patience / 1000} s` }))
    socket.once('error', ({ message }) => end({ kind: 'unreachable', host, detail: message }))
  })
}

function nameIn(issuer: { readonly O?: string | string[]; readonly CN?: string | string[] } | undefined): string {
  return [issuer?.O ?? issuer?.CN ?? '?'].flat().join(', ')
}
