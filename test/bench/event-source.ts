import { Worker } from 'node:worker_threads'
import type { KubeClient } from '../../engine/kube/kube-client.ts'
import type { EventMessage, EventThreadData } from './event-thread.ts'

/** A ConfigMap `flag` in a namespace, and what changes it from a thread of its own. */
export class EventSource implements AsyncDisposable {
  readonly namespace: string
  readonly #worker: Worker
  readonly #waiting = new Map<string, PromiseWithResolvers<number>>()
  readonly #ready = Promise.withResolvers<void>()
  #raised = 0

  private constructor(kube: KubeClient, namespace: string) {
    this.namespace = namespace
    const workerData: EventThreadData = { access: kube.access, namespace }
    this.#worker = new Worker(new URL('./event-thread.ts', import.meta.url), { workerData })
    this.#worker.on('message', (message: EventMessage) => this.#hear(message))
    this.#worker.on('error', (error) => this.#fail(error))
  }

  static async open(kube: KubeClient, namespace: string): Promise<EventSource> {
    const flag = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'flag', namespace } }
    await kube.apply({ ...flag, data: { on: '0n' } }, { fieldManager: 'kindlab-bench' })
    const source = new EventSource(kube, namespace)
    await source.#ready.promise
    return source
  }

  /** What the next event will bring: it turns the flag. */
  next(): string {
    this.#raised += 1
    return `${this.#raised}${this.#raised % 2 === 1 ? 'y' : 'n'}`
  }

  /** Brings it, and gives back when a bare watch had it. */
  raise(value: string): Promise<number> {
    const waiting = Promise.withResolvers<number>()
    this.#waiting.set(value, waiting)
    this.#worker.postMessage(value)
    return waiting.promise
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate()
  }

  #hear(message: EventMessage): void {
    switch (message.kind) {
      case 'ready':
        return this.#ready.resolve()
      case 'arrived':
        this.#waiting.get(message.value)?.resolve(message.at)
        return void this.#waiting.delete(message.value)
      case 'failed':
        return this.#fail(new Error(message.why))
    }
  }

  #fail(error: Error): void {
    this.#ready.reject(error)
    for (const { reject } of this.#waiting.values()) reject(error)
  }
}
