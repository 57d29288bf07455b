import type { Fix, Problem } from '#contract/problem.ts'
import { ApiRefusal } from './api-refusal.ts'
import type { WatchScope } from './watch.ts'

/** Connected and not answering: a frozen node, or packets that vanish. */
export class Silence extends Error {
  readonly milliseconds: number

  constructor(milliseconds: number, awaited: string) {
    super(`${awaited} for ${milliseconds} ms`)
    this.milliseconds = milliseconds
  }
}

/** The server does not know who we are (401). */
export class Unauthorized extends Error {}

const wake: readonly Fix[] = [{ kind: 'action', action: 'resume-cluster' }]

/** Why a connection ended, or could not be made, as a person reads it. */
export function problemOfLoss(error: Error, server: string): Problem {
  const detail = error.message
  if (error instanceof Silence) return { code: 'watch-silent', params: { server, seconds: Math.round(error.milliseconds / 1000) }, detail, fixes: wake }
  if (error instanceof Unauthorized) return { code: 'watch-unauthorized', params: { server }, detail }
  if (isAboutTrust(error)) return { code: 'watch-untrusted', params: { server }, detail }
  return { code: 'watch-disconnected', params: { server }, detail, fixes: wake }
}

/** Node's codes for a certificate that it will not accept: its own ERR_TLS_… and OpenSSL's names. */
function isAboutTrust(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : ''
  return code === 'ERR_TLS_CERT_ALTNAME_INVALID' || /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/.test(code)
}

export function problemOfScope(kind: 'denied' | 'absent' | 'failing', scope: WatchScope, error?: unknown): Problem {
  const params = { kind: scope.kind, apiVersion: scope.apiVersion, namespace: scope.namespace ?? '*' }
  const detail = error instanceof Error ? { detail: describe(error) } : {}
  return { code: `watch-${kind}`, params, ...detail }
}

const describe = (error: Error): string => (error instanceof ApiRefusal ? `${error.status} ${error.message}` : error.message)
