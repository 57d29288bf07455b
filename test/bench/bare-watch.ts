import { connect } from 'node:http2'
import type { KubeAccess } from '../../engine/kube/kube-client.ts'
import { now } from './stopwatch.ts'

export interface BareWatchListener {
  readonly ready: () => void
  /** The bytes that carry this value of the flag came at this moment. */
  readonly arrived: (value: string, at: number) => void
}

/** The least that can watch: one stream, nothing parsed. */
export function bareWatch({ server, authority, certificate, key }: KubeAccess, path: string, { ready, arrived }: BareWatchListener): void {
  const session = connect(server, { ca: authority, ...(certificate && key ? { cert: certificate, key } : {}) })
  const stream = session.request({ ':path': path, accept: 'application/json' })
  let last = ''
  stream.on('response', ready)
  stream.on('data', (chunk: Buffer) => {
    const at = now()
    for (const [, value = ''] of chunk.toString('latin1').matchAll(/"data":\{"on":"(\d+[yn])"/g)) {
      if (value !== last) arrived(value, at)
      last = value
    }
  })
}
