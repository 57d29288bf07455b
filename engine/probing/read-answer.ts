import type { HttpAnswer } from '../checks/sample/sample.ts'
import type { PlainAnswer } from '../kube/kube-client.ts'

type Unanswered = Extract<HttpAnswer, { kind: 'unanswered' }>

/** What came through the API server's proxy: the program's own answer, or the server's word that there was none. */
export function answerFrom({ status, headers, body }: PlainAnswer): HttpAnswer {
  const refusal = status >= 400 ? refusalIn(body) : undefined
  return refusal === undefined ? { kind: 'answered', status, headers, body } : unanswered(refusal)
}

/** A Status object is how the server speaks for itself. */
function refusalIn(body: string): string | undefined {
  const value = jsonIn(body) as { readonly kind?: unknown; readonly apiVersion?: unknown; readonly status?: unknown; readonly message?: unknown } | undefined
  return value?.kind === 'Status' && value.apiVersion === 'v1' && value.status === 'Failure' && typeof value.message === 'string' ? value.message : undefined
}

/** What agnhost's `/dial` says of one try. Where it cannot be asked itself, that is our trouble and nobody's answer. */
export function dialAnswers({ status, body }: PlainAnswer): readonly HttpAnswer[] {
  const told = (status === 200 ? jsonIn(body) : undefined) as { readonly responses?: unknown; readonly errors?: unknown } | undefined
  if (told === undefined) throw new Error(refusalIn(body) ?? `the probe answered with status ${status}`)
  return [...textsIn(told.responses).map((text): HttpAnswer => ({ kind: 'answered', body: text })), ...textsIn(told.errors).map(unanswered)]
}

function unanswered(said: string): Unanswered {
  return { kind: 'unanswered', why: whyIn(said), said: said.slice(0, 300) }
}

function whyIn(said: string): Unanswered['why'] {
  if (/no endpoints available|no service port/i.test(said)) return 'no-endpoints'
  if (/no such host|lookup |not found/i.test(said)) return 'unknown-name'
  if (/timeout|timed out|deadline exceeded/i.test(said)) return 'timeout'
  return /refused|unreachable|no route|not permitted/i.test(said) ? 'refused' : 'other'
}

const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [])

function jsonIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
