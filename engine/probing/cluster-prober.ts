import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { KubeObject } from '#contract/kube.ts'
import type { HttpAnswer, HttpRequest, LogRequest, PromqlRequest, SampleResult } from '../checks/sample/sample.ts'
import { metricsPath } from '../checks/sample/metrics-place.ts'
import type { KubeClient, NamedRef } from '../kube/kube-client.ts'
import { isAlreadyExists, isNotFound } from '../kube/kube-error.ts'
import { answerFrom, dialAnswers } from './read-answer.ts'
import { seriesFrom } from './read-metrics.ts'
import { isProbeOver, isProbeReady, probePod, type ProbePlace } from './probe-pod.ts'

/** Looks at what runs in the cluster: what a Service answers, what a container has logged, what was measured. */
export interface ClusterProber {
  http(request: HttpRequest, signal: AbortSignal): Promise<SampleResult>
  log(request: LogRequest, signal: AbortSignal): Promise<SampleResult>
  promql(request: PromqlRequest, signal: AbortSignal): Promise<SampleResult>
  /** Nothing will be asked from there any more. */
  release(request: HttpRequest): Promise<void>
}

export interface ClusterProberOptions {
  readonly kube: KubeClient
  /** Of the Pods that ask for us: agnhost, as the nodes have it. */
  readonly image: string
}

/** An answer that takes longer is none. */
const answerLimit = 3_000
/** A Pod's own dialling gives up after five seconds. */
const dialLimit = 8_000
const atOnce = 8
const mostOfAnswer = 65_536
const mostOfLog = 1_048_576
const logLines = 2_000
const mostOfMetrics = 1_048_576
const startPace = 150

export function createClusterProber({ kube, image }: ClusterProberOptions): ClusterProber {
  const throughServer = async (request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> => {
    const path = `/api/v1/namespaces/${request.namespace}/services/${request.service}:${encodeURIComponent(request.port)}/proxy${request.path}`
    const limit = AbortSignal.timeout(answerLimit)
    try {
      return answerFrom(await kube.answer(path, { signal: AbortSignal.any([signal, limit]), most: mostOfAnswer, headers: request.headers }))
    } catch (error) {
      if (limit.aborted && !signal.aborted) return noAnswerWithin(answerLimit)
      throw error
    }
  }

  // The program takes an empty request for none; a question mark alone asks for the same page.
  const fromPod = async (request: HttpRequest, place: ProbePlace, signal: AbortSignal): Promise<readonly HttpAnswer[]> => {
    const host = request.isRefusal ? (request.address ?? nameOf(request)) : nameOf(request)
    const query = new URLSearchParams({ host, port: request.port, protocol: 'http', request: request.path.slice(1) || '?', tries: '1' })
    const limit = AbortSignal.timeout(dialLimit)
    try {
      const answer = await kube.answer(`/api/v1/namespaces/${place.namespace}/pods/${place.name}:8080/proxy/dial?${query.toString()}`, { signal: AbortSignal.any([signal, limit]), most: mostOfAnswer, headers: {} })
      return dialAnswers(answer)
    } catch (error) {
      // A name that nobody may look up takes longer than any answer. A refusal must not rest on this: it may be the Pod that we cannot reach.
      if (limit.aborted && !signal.aborted && !request.isRefusal) return [noAnswerWithin(dialLimit)]
      throw error
    }
  }

  return {
    async http(request, signal) {
      if (request.from === undefined) return { kind: 'http', answers: await severalTimes(request.tries, () => throughServer(request, signal)) }
      const place = await ensureProbe(kube, image, request.from, signal)
      const answers = (await severalTimes(request.tries, () => fromPod(request, place, signal))).flat()
      return { kind: 'http', answers, ...(request.isRefusal ? { elsewhere: await throughServer(request, signal) } : {}) }
    },
    async log({ containers }, signal) {
      const logs = await Promise.all(containers.slice(0, 20).map(async ({ namespace, pod, container }) => ({ pod, container, text: await logOf(kube, { namespace, pod, container }, signal) })))
      return { kind: 'log', logs }
    },
    async promql({ query }, signal) {
      return { kind: 'promql', series: seriesFrom(await kube.answer(metricsPath(query), { signal, most: mostOfMetrics })) }
    },
    async release({ from }) {
      if (from !== undefined) await kube.delete(probeRef(placeFor(from)), { graceSeconds: 0 })
    },
  }
}

const noAnswerWithin = (milliseconds: number): HttpAnswer => ({ kind: 'unanswered', why: 'timeout', said: `no answer within ${milliseconds / 1000} s` })

/** As a Pod of another namespace would call it. */
const nameOf = ({ service, namespace }: HttpRequest): string => `${service}.${namespace}.svc`

/** A few at a time: as many connections as a learner's small program can bear. */
async function severalTimes<T>(times: number, once: () => Promise<T>): Promise<readonly T[]> {
  const results: T[] = []
  let left = times
  const worker = async (): Promise<void> => {
    for (; left > 0; ) {
      left -= 1
      results.push(await once())
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, times) }, worker))
  return results
}

async function logOf(kube: KubeClient, { namespace, pod, container }: LogRequest['containers'][number], signal: AbortSignal): Promise<string> {
  const query = new URLSearchParams({ container, tailLines: String(logLines), limitBytes: String(mostOfLog) })
  const { status, body } = await kube.answer(`/api/v1/namespaces/${namespace}/pods/${pod}/log?${query.toString()}`, { signal, most: mostOfLog })
  // Gone, or not started after all: it has said nothing.
  return status === 200 ? body : ''
}

type From = NonNullable<HttpRequest['from']>

/** One Pod for each set of labels, whichever checks ask from it. */
function placeFor({ namespace, labels }: From): ProbePlace {
  const sorted = Object.entries(labels).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return { namespace, name: `kindlab-probe-${createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 8)}` }
}

const probeRef = (place: ProbePlace): NamedRef => ({ apiVersion: 'v1', kind: 'Pod', ...place })

async function ensureProbe(kube: KubeClient, image: string, from: From, signal: AbortSignal): Promise<ProbePlace> {
  const place = placeFor(from)
  for (;;) {
    signal.throwIfAborted()
    const pod = await kube.read(probeRef(place))
    if (pod !== undefined && isProbeReady(pod)) return place
    if (pod !== undefined && isProbeOver(pod)) await kube.delete(probeRef(place), { graceSeconds: 0 })
    else if (pod === undefined) await makeProbe(kube, probePod(place, image, from.labels))
    await pause(startPace, undefined, { signal })
  }
}

/** Another engine may have made it in the same moment. */
async function makeProbe(kube: KubeClient, pod: KubeObject): Promise<void> {
  await kube.create(pod).catch((error: unknown) => {
    if (!isAlreadyExists(error) && !isNotFound(error)) throw error
  })
}
