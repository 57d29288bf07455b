import { z } from 'zod'
import { ProblemError } from '#contract/problem.ts'
import type { Series } from '../checks/sample/sample.ts'
import type { PlainAnswer } from '../kube/kube-client.ts'

/** A query that gives more is none to judge by, and none to keep. */
const mostSeries = 500

const point = z.tuple([z.number(), z.string()])

/** What Prometheus' HTTP API answers to an instant query. */
const answerSchema = z.union([
  z.object({ status: z.literal('error'), error: z.string() }),
  z.object({
    status: z.literal('success'),
    data: z.union([
      z.object({ resultType: z.literal('vector'), result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: point })) }),
      z.object({ resultType: z.literal('scalar'), result: point }),
      z.object({ resultType: z.enum(['matrix', 'string']) }),
    ]),
  }),
])

/**
 * The series of an answer, in an order of their own: servers promise none.
 * @throws ProblemError where nobody answered (`promql-unanswered`), or the query gives nothing that a check can judge (`promql-refused`).
 */
export function seriesFrom({ status, body }: PlainAnswer): readonly Series[] {
  const answer = answerSchema.safeParse(jsonIn(body))
  if (!answer.success) throw problem('promql-unanswered', sentenceIn(body) ?? `status ${status}`)
  if (answer.data.status === 'error') throw problem('promql-refused', answer.data.error)
  const { data } = answer.data
  if (data.resultType === 'scalar') return [{ labels: {}, value: data.result[1] }]
  if (data.resultType !== 'vector') throw problem('promql-refused', `it gives a ${data.resultType}, and not one value for each series`)
  if (data.result.length > mostSeries) throw problem('promql-refused', `it gives ${data.result.length} series, ${mostSeries} are the most`)
  return data.result.map(({ metric, value }) => ({ labels: sorted(metric), value: value[1] })).toSorted((one, other) => (JSON.stringify(one.labels) < JSON.stringify(other.labels) ? -1 : 1))
}

const problem = (code: 'promql-unanswered' | 'promql-refused', said: string): ProblemError => new ProblemError({ code, params: { said: said.slice(0, 300) } })

const sorted = (labels: Series['labels']): Series['labels'] => Object.fromEntries(Object.entries(labels).toSorted(([one], [other]) => (one < other ? -1 : 1)))

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** How the API server says that it could not reach whom we asked. */
function sentenceIn(body: string): string | undefined {
  const status = z.object({ kind: z.literal('Status'), message: z.string() }).safeParse(jsonIn(body))
  return status.success ? status.data.message : undefined
}
