import type { KubeObject } from '#contract/kube.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import type { Pod } from './shapes.ts'

/** The last words of containers that ended: read once for each end, and only when a story needs them. */
export class LogShelf {
  readonly #kube: Pick<KubeClient, 'get'>
  /** Path of the log and number of the end → its last line. */
  readonly #lines = new Map<string, string | null>()
  readonly #wanted = new Map<string, string>()
  #used = new Set<string>()

  constructor(kube: Pick<KubeClient, 'get'>) {
    this.#kube = kube
  }

  /** Undefined while it has not been read; asking for it is what makes it wanted. */
  lastLine(object: KubeObject, container: string): string | null | undefined {
    const { path, end } = logOf(object as Pod, container)
    this.#used.add(end)
    if (!this.#lines.has(end)) this.#wanted.set(end, path)
    return this.#lines.get(end)
  }

  /** Reads what was wanted; false where nothing was. */
  async readWanted(): Promise<boolean> {
    const wanted = [...this.#wanted]
    this.#wanted.clear()
    await Promise.all(wanted.map(async ([end, path]) => this.#lines.set(end, await this.#read(path))))
    return wanted.length > 0
  }

  /** Forgets what no story has used since the last time. */
  tidy(): void {
    for (const end of this.#lines.keys()) if (!this.#used.has(end)) this.#lines.delete(end)
    this.#used = new Set()
  }

  clear(): void {
    this.#lines.clear()
    this.#wanted.clear()
  }

  async #read(path: string): Promise<string | null> {
    try {
      const log = await this.#kube.get(path, AbortSignal.timeout(patience))
      return log.split('\n').map((line) => line.trim()).findLast((line) => line !== '') ?? ''
    } catch {
      // Gone with its container, or not ours to read.
      return null
    }
  }
}

/** A kubelet that does not answer keeps no diagnosis waiting for longer, milliseconds. */
const patience = 5_000

function logOf({ metadata, status }: Pod, container: string): { readonly path: string; readonly end: string } {
  const states = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]
  const state = states.find(({ name }) => name === container)
  // The log of a container that waits to be started again is that of the one before.
  const previous = state?.state?.terminated === undefined ? '&previous=true' : ''
  const [namespace, pod, name] = [metadata.namespace ?? '', metadata.name, container].map(encodeURIComponent)
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}/log?container=${name}&tailLines=5&limitBytes=20000${previous}`
  return { path, end: `${metadata.uid} ${container} ${state?.restartCount ?? 0} ${previous}` }
}
