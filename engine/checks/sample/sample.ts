import { z } from 'zod'
import type { Problem } from '#contract/problem.ts'

/** Something to be looked at outside the picture of the cluster, with this attempt's own values in it. */
export type SampleRequest = HttpRequest | LogRequest | FileRequest | CommandRequest | PromqlRequest

export interface HttpRequest {
  readonly kind: 'http'
  readonly namespace: string
  readonly service: string
  /** Number or name, as the Service has it. */
  readonly port: string
  /** What the Service is reached at without its name; absent for a headless one. */
  readonly address?: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly tries: number
  readonly from?: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> }
  /** By its address, so that a name that cannot be looked up is not taken for a connection that is refused; and once from elsewhere. */
  readonly isRefusal: boolean
}

export interface LogRequest {
  readonly kind: 'log'
  readonly containers: readonly { readonly namespace: string; readonly pod: string; readonly container: string }[]
}

export interface FileRequest {
  readonly kind: 'file'
  readonly path: string
}

export interface CommandRequest {
  readonly kind: 'command'
  readonly script: string
  readonly timeout: number
}

export interface PromqlRequest {
  readonly kind: 'promql'
  readonly query: string
}

/** What was found, and when: milliseconds since the epoch. Plain JSON. */
export type Sample = SampleResult & { readonly at: number }

export type SampleResult =
  | { readonly kind: 'http'; readonly answers: readonly HttpAnswer[]; readonly elsewhere?: HttpAnswer }
  | { readonly kind: 'log'; readonly logs: readonly { readonly pod: string; readonly container: string; readonly text: string }[] }
  /** Without a text where there is no such file. */
  | { readonly kind: 'file'; readonly text?: string }
  | { readonly kind: 'command'; readonly exitCode: number; readonly output: string }
  | { readonly kind: 'promql'; readonly series: readonly Series[] }
  | ({ readonly kind: 'probes' } & Probed)
  | { readonly kind: 'failed'; readonly problem: Problem }

/** One line of what a query gave; its value as the server wrote it, for NaN and infinity are no JSON. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>
  readonly value: string
}

/** How often somebody was asked while a change was under way, and how that went. */
export interface Probed {
  readonly asked: number
  readonly failed: number
  /** Could not be tried at all: whether it would have gone well nobody knows. */
  readonly unseen: number
  readonly first?: { readonly at: number; readonly said: string }
}

/** From a Pod nothing is told of an answer but its body. */
export type HttpAnswer =
  | { readonly kind: 'answered'; readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string }
  | { readonly kind: 'unanswered'; readonly why: 'refused' | 'timeout' | 'unknown-name' | 'no-endpoints' | 'other'; readonly said: string }

const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answered'), status: z.number().optional(), headers: z.record(z.string(), z.string()).optional(), body: z.string() }),
  z.object({ kind: z.literal('unanswered'), why: z.enum(['refused', 'timeout', 'unknown-name', 'no-endpoints', 'other']), said: z.string() }),
])

/** For samples that come from a file; a problem's code is ours to know. */
export const sampleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('http'), at: z.number(), answers: z.array(answerSchema), elsewhere: answerSchema.optional() }),
  z.object({ kind: z.literal('log'), at: z.number(), logs: z.array(z.object({ pod: z.string(), container: z.string(), text: z.string() })) }),
  z.object({ kind: z.literal('file'), at: z.number(), text: z.string().optional() }),
  z.object({ kind: z.literal('command'), at: z.number(), exitCode: z.number(), output: z.string() }),
  z.object({ kind: z.literal('promql'), at: z.number(), series: z.array(z.object({ labels: z.record(z.string(), z.string()), value: z.string() })) }),
  z.object({ kind: z.literal('probes'), at: z.number(), asked: z.number(), failed: z.number(), unseen: z.number(), first: z.object({ at: z.number(), said: z.string() }).optional() }),
  z.object({ kind: z.literal('failed'), at: z.number(), problem: z.looseObject({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }) }),
]) as unknown as z.ZodType<Sample>
