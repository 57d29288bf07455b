import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Attempts } from '../../engine/attempts/attempts.ts'
import type { KubeClient } from '../../engine/kube/kube-client.ts'
import { prepared } from '../builders/checks.ts'
import { flagCheck } from './bench-labs.ts'
import { now } from './stopwatch.ts'

/** A way to learn that the flag has turned. */
export interface WayToKnow extends Disposable {
  readonly name: string
  /** Resolves when it looks; `seen` with the moment at which it knows of this value. */
  lookFor(value: string): Promise<{ readonly seen: Promise<number> }>
}

const isUp = (value: string): boolean => value.endsWith('y')

/** Told by others whether the flag is up, tells whoever waits for that. */
class Turns {
  #isUp: boolean | undefined
  #waiting: { readonly isUp: boolean; readonly resolve: (at: number) => void } | undefined

  turned(up: boolean): void {
    if (up === this.#isUp) return
    this.#isUp = up
    if (this.#waiting?.isUp === up) this.#waiting.resolve(now())
  }

  until(up: boolean): Promise<number> {
    return new Promise((resolve) => (this.#waiting = { isUp: up, resolve }))
  }
}

/** Kindlab: the attempt as everyone who shows it is told of it. */
export function byAttempt(attempts: Attempts, id: string): WayToKnow {
  const turns = new Turns()
  const following = attempts.subscribe(id, ({ steps }) => {
    const verdict = steps[0]?.checks.find((check) => check.id === flagCheck.id)?.verdict.kind
    if (verdict === 'passed' || verdict === 'wrong' || verdict === 'not-yet') turns.turned(verdict === 'passed')
  })
  return { name: 'kindlab', lookFor: async (value) => ({ seen: turns.until(isUp(value)) }), [Symbol.dispose]: () => following.dispose() }
}

/** Asks again and again, and judges the same check. */
export function byPolling(kube: KubeClient, namespace: string, every: number): WayToKnow {
  const turns = new Turns()
  const check = prepared(flagCheck)
  let isAsking = false
  const ask = async (): Promise<void> => {
    const objects = await kube.list({ apiVersion: 'v1', kind: 'ConfigMap' }, { namespace })
    const { verdict } = check.judge({ objects: () => objects, namespaces: { main: namespace }, vars: {}, now: Date.now() }, {})
    turns.turned(verdict.kind === 'passed')
  }
  const timer = setInterval(() => {
    if (isAsking) return
    isAsking = true
    void ask().finally(() => (isAsking = false))
  }, every)
  return { name: `a ${every < 1000 ? `${every} ms` : `${every / 1000} s`} poll`, lookFor: async (value) => ({ seen: turns.until(isUp(value)) }), [Symbol.dispose]: () => clearInterval(timer) }
}

export interface Kubectl {
  readonly program: string
  readonly kubeconfig: string
}

/** One `kubectl wait` for each value; what it asks of the server is counted in what it prints. */
export class KubectlWait implements WayToKnow {
  readonly name = 'kubectl wait'
  requests = 0
  readonly #kubectl: Kubectl
  readonly #namespace: string

  constructor(kubectl: Kubectl, namespace: string) {
    this.#kubectl = kubectl
    this.#namespace = namespace
  }

  async lookFor(value: string): Promise<{ readonly seen: Promise<number> }> {
    const { program, kubeconfig } = this.#kubectl
    const args = ['wait', `--for=jsonpath={.data.on}=${value}`, 'configmap/flag', '-n', this.#namespace, '--timeout=60s', '--kubeconfig', kubeconfig, '-v=6']
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    const watching = Promise.withResolvers<void>()
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (!/\bGET\b|verb="GET"/.test(line) || !line.includes('https://')) return
      this.requests += 1
      if (line.includes('watch=true')) watching.resolve()
    })
    const seen = new Promise<number>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code) => (code === 0 ? resolve(now()) : reject(new Error(`kubectl wait ended with ${code}`))))
    })
    seen.catch((error: unknown) => watching.reject(error))
    await watching.promise
    return { seen }
  }

  [Symbol.dispose](): void {}
}

/** Milliseconds of processor time that ended children of this process took; undefined where the system does not tell (only Linux does). */
export async function childrenProcessorTime(): Promise<number | undefined> {
  const stat = await readFile('/proc/self/stat', 'utf8').catch(() => undefined)
  // After the name in brackets, fields 16 and 17 of proc(5): cutime and cstime, in hundredths of a second.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields && (Number(fields[13]) + Number(fields[14])) * 10
}
