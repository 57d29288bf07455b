import { execFile, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { KubeObject } from '#contract/kube.ts'
import type { Attempts } from '../../engine/attempts/attempts.ts'
import type { KubeClient } from '../../engine/kube/kube-client.ts'
import { prepared } from '../builders/checks.ts'
import { flagCheck, flagRef } from './bench-labs.ts'
import type { Kubectl } from './kubectl.ts'
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

/** A loop of another checker, on the same assertion: it asks, judges, and rests so long before it asks again. */
export interface Loop {
  readonly name: string
  readonly every: number
  /** What it asks, and how: the flag as it is now. */
  readonly ask: () => Promise<KubeObject | undefined>
  /** Requests to the API server so far, where this process does not make them itself. */
  readonly requests?: () => number
}

/** Chainsaw's `assert`: a GET of the object it names, and 50 ms of rest (pkg/client/utils.go, wait.PollUntilContextCancel). */
export const chainsawLoop = (kube: KubeClient, namespace: string): Loop => ({ name: 'chainsaw’s loop (GET, 50 ms)', every: 50, ask: () => kube.read({ ...flagRef, namespace }) })

/** kuttl's step: a GET, and a second of rest (pkg/test/step.go). */
export const kuttlLoop = (kube: KubeClient, namespace: string): Loop => ({ name: 'kuttl’s loop (GET, 1 s)', every: 1_000, ask: () => kube.read({ ...flagRef, namespace }) })

/** A level task of Shell Gym: a script in a shell, each second (internal/engine/engine.go). Its author asks with kubectl. */
export function shellGymLoop({ program, kubeconfig }: Kubectl, namespace: string): Loop {
  let requests = 0
  const script = `exec '${program}' get configmap flag -n '${namespace}' -o json --kubeconfig '${kubeconfig}' -v=6`
  const ask = async (): Promise<KubeObject> => {
    const { stdout, stderr } = await promisify(execFile)('/bin/sh', ['-c', script])
    requests += stderr.split('\n').filter((line) => isGet(line)).length
    return JSON.parse(stdout) as KubeObject // printed by kubectl
  }
  return { name: 'Shell Gym’s loop (kubectl, 1 s)', every: 1_000, ask, requests: () => requests }
}

export interface LoopingWay extends WayToKnow {
  readonly requests?: () => number
  /** Nothing more is asked; resolves when the last question is answered. */
  end(): Promise<void>
}

/** Asks by this loop, and judges the same check as the others do. */
export function byLoop({ name, every, ask, requests }: Loop, namespace: string): LoopingWay {
  const turns = new Turns()
  const check = prepared(flagCheck)
  const ending = new AbortController()
  const look = async (): Promise<void> => {
    const object = await ask()
    const { verdict } = check.judge({ objects: () => (object === undefined ? [] : [object]), namespaces: { main: namespace }, vars: {}, now: Date.now() }, {})
    turns.turned(verdict.kind === 'passed')
  }
  const running = loop(look, every, ending.signal)
  return {
    name,
    ...(requests === undefined ? {} : { requests }),
    lookFor: async (value) => ({ seen: turns.until(isUp(value)) }),
    end: () => (ending.abort(), running),
    [Symbol.dispose]: () => ending.abort(),
  }
}

async function loop(work: () => Promise<void>, every: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await work()
    await pause(every, undefined, { signal }).catch(() => {})
  }
}

const isGet = (line: string): boolean => /\bGET\b|verb="GET"/.test(line) && line.includes('https://')

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
      if (!isGet(line)) return
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
