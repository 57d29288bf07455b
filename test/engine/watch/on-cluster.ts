import { readFile } from 'node:fs/promises'
import { connect } from 'node:http2'
import type { KubeObject } from '#contract/kube.ts'
import { createKubeClient } from '../../../engine/kube/create-kube-client.ts'
import type { KubeAccess, KubeClient } from '../../../engine/kube/kube-client.ts'
import { accessFromKubeconfig } from '../../../engine/kube/kubeconfig.ts'

export async function connectToCluster(): Promise<KubeClient> {
  const path = process.env['KINDLAB_TEST_KUBECONFIG']
  if (path === undefined) throw new Error('these tests need a cluster: KINDLAB_TEST_KUBECONFIG names its kubeconfig')
  return createKubeClient(await accessFromKubeconfig(await readFile(path, 'utf8')))
}

/** A namespace of the test's own, gone with it (in the background). */
export async function aNamespace(kube: KubeClient, stem: string): Promise<AsyncDisposable & { readonly name: string }> {
  const name = `${stem}-${process.pid}-${Date.now().toString(36)}`
  await kube.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  return { name, [Symbol.asyncDispose]: () => kube.delete({ apiVersion: 'v1', kind: 'Namespace', name }) }
}

export interface BareWatch extends Disposable {
  /** By what was marked, in the time of performance.now(). */
  readonly arrivals: ReadonlyMap<string, number>
  readonly ready: Promise<void>
}

/** The least that can watch: one stream, nothing parsed. Notes when bytes that hold a `mark` first arrived. */
export function bareWatch(access: KubeAccess, path: string, mark: RegExp): BareWatch {
  const arrivals = new Map<string, number>()
  const session = connect(access.server, { ca: access.authority, ...(access.certificate && access.key ? { cert: access.certificate, key: access.key } : {}) })
  const stream = session.request({ ':path': path, accept: 'application/json' })
  const ready = Promise.withResolvers<void>()
  stream.on('response', () => ready.resolve())
  stream.on('data', (chunk: Buffer) => {
    const at = performance.now()
    for (const [found] of chunk.toString('latin1').matchAll(mark)) if (!arrivals.has(found)) arrivals.set(found, at)
  })
  return { arrivals, ready: ready.promise, [Symbol.dispose]: () => session.destroy() }
}

export function quantiles(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN).toFixed(2)
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms (${sorted.length})`
}

export const aConfigMap = (namespace: string, name: string, data: Record<string, string> = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
})
