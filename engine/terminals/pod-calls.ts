import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { ProblemError } from '#contract/problem.ts'
import { pollUntil } from '../cluster/poll-until.ts'
import type { KubeClient, NamedRef } from '../kube/kube-client.ts'
import { commandToEnd } from '../runtime/command-to-end.ts'
import { openPodSocket, type PodSocket } from './pod-socket.ts'
import { containerName, describePod, exitCodeOf, isRunning, type PodPlace } from './terminal-pod.ts'

const startLimit = 60_000
const exitLimit = 10_000
const pace = 100
const unhurried = new AbortController().signal
/** The kubelet keeps up to 50 MiB of a container's log. */
const logLines = 5_000

export const refOf = (place: PodPlace): NamedRef => ({ apiVersion: 'v1', kind: 'Pod', ...place })
const pathOf = ({ namespace, name }: PodPlace): string => `/api/v1/namespaces/${namespace}/pods/${name}`

/** A container runtime takes the carriage return off each line that it logs; a terminal needs it. */
export async function logOf(kube: KubeClient, place: PodPlace): Promise<Buffer> {
  const log = await kube.get(`${pathOf(place)}/log?container=${containerName}&tailLines=${logLines}`)
  return Buffer.from(log.replaceAll(/\r?\n/g, '\r\n'))
}

export const attachTo = (kube: KubeClient, place: PodPlace): Promise<PodSocket> =>
  openPodSocket(kube.access, `${pathOf(place)}/attach?container=${containerName}&stdin=true&stdout=true&tty=true`)

/** Runs a program to its end in a Pod. */
export async function execIn(kube: KubeClient, place: PodPlace, command: readonly string[], input?: string | Buffer): Promise<{ exitCode: number; output: string }> {
  const words = command.map((word) => `&command=${encodeURIComponent(word)}`).join('')
  const { stream, exitCode } = await openPodSocket(kube.access, `${pathOf(place)}/exec?container=${containerName}&stdout=true&stderr=true&stdin=${input !== undefined}${words}`)
  if (input !== undefined) stream.end(input)
  const output = await text(stream)
  return { exitCode: await exitCode, output }
}

/** As `execIn`; aborting ends the program, which would outlive its connection otherwise. */
export async function execUntil(kube: KubeClient, place: PodPlace, script: string, signal?: AbortSignal): Promise<{ exitCode: number; output: string }> {
  signal?.throwIfAborted()
  const mark = `KINDLAB_SCRIPT=${randomUUID()}`
  const running = execIn(kube, place, ['/usr/bin/env', mark, '/bin/bash', '-c', script])
  if (signal === undefined) return running
  running.catch(() => {})
  let stop = (): void => {}
  const aborted = new Promise<void>((resolve) => {
    stop = resolve
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    const result = await Promise.race([running, aborted])
    if (result !== undefined) return result
    await execIn(kube, place, commandToEnd(mark))
    throw signal.reason
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

export async function untilRunning(kube: KubeClient, place: PodPlace, image: string): Promise<void> {
  const otherwise = (seen: string): Error => new ProblemError({ code: 'terminal-pod-not-started', params: { seconds: startLimit / 1000, seen, image } })
  await pollUntil(
    async () => {
      const pod = await kube.read(refOf(place))
      if (pod === undefined || exitCodeOf(pod) !== undefined) throw otherwise(describePod(pod))
      return isRunning(pod) || { notYet: describePod(pod) }
    },
    { signal: unhurried, every: pace, within: startLimit, otherwise },
  )
}

/** Asked once the connection to the program has ended; its Pod says so a moment later. */
export function exitCodeAt(kube: KubeClient, place: PodPlace, signal: AbortSignal): Promise<number> {
  const otherwise = (seen: string): Error => new Error(`no exit code of ${place.name} within ${exitLimit / 1000} s; it is ${seen}`)
  return pollUntil<number>(
    async () => {
      const pod = await kube.read(refOf(place))
      if (pod === undefined) throw otherwise(describePod(pod))
      return exitCodeOf(pod) ?? { notYet: describePod(pod) }
    },
    { signal, every: pace, within: exitLimit, otherwise },
  )
}
