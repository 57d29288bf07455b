import type { Fix, Problem } from '#contract/problem.ts'
import { parseReference, registryOf } from './image-reference.ts'

/** Why a pull ended, judged by what the engine said. Only the first two may go better the next time. */
export type PullFailure = 'cut' | 'not-answering' | 'stalled' | 'not-there' | 'refused' | 'rate-limited' | 'certificate' | 'digest' | 'disk' | 'other'

/** First match wins: what could not be verified may also say "not found". */
const signs: readonly (readonly [PullFailure, RegExp])[] = [
  ['stalled', /^stalled:/],
  ['disk', /no space left on device/i],
  ['certificate', /x509|certificate|tls: (?!handshake)|http: server gave HTTP response to HTTPS client/i],
  ['rate-limited', /toomanyrequests|too many requests|rate limit/i],
  ['digest', /(layer|manifest|digest) verification failed|verification failed for digest|does not match (provided|expected) digest|unexpected commit digest|digest mismatch|cryptographic digest|filesystem layer verification/i],
  ['not-there', /manifest unknown|manifest for .* not found|not found: manifest|name unknown|name invalid|repository .* not found|no such image|: not found$/i],
  ['refused', /unauthorized|authentication required|no basic auth|denied|forbidden|\b40[13]\b|pull access/i],
  ['cut', /unexpected EOF|connection reset|broken pipe|\bEOF\b|socket hang up|ECONNRESET|use of closed network|read: .*timed? ?out|aborted/i],
  ['not-answering', /no such host|connection refused|i\/o timeout|Client\.Timeout|context deadline|network is unreachable|no route to host|TLS handshake timeout|server misbehaving|\b50[0234]\b|temporary failure|service unavailable|bad gateway|proxyconnect/i],
]

export function pullFailureFrom(message: string): PullFailure {
  return signs.find(([, sign]) => sign.test(message))?.[0] ?? 'other'
}

/** The Problem that a failed pull is, with a way out where there is one. */
export function pullProblem(reference: string, message: string): Problem {
  const params = { image: reference, registry: registryOf(parseReference(reference)) }
  const code = codes[pullFailureFrom(message)]
  const fixes = fixesFor(code, reference)
  return { code, params, detail: message, ...(fixes.length > 0 ? { fixes } : {}) }
}

const codes = {
  cut: 'image-pull-cut',
  'not-answering': 'registry-not-answering',
  stalled: 'image-pull-stalled',
  'not-there': 'image-not-in-registry',
  refused: 'registry-refused',
  'rate-limited': 'registry-rate-limited',
  certificate: 'registry-certificate',
  digest: 'image-digest-differs',
  disk: 'docker-disk-full',
  other: 'image-pull-failed',
} as const satisfies Record<PullFailure, Problem['code']>

function fixesFor(code: (typeof codes)[PullFailure], reference: string): readonly Fix[] {
  const retry: Fix = { kind: 'action', action: 'retry' }
  switch (code) {
    case 'image-pull-cut':
    case 'registry-not-answering':
    case 'image-pull-stalled':
    case 'image-pull-failed':
      return [retry]
    case 'registry-rate-limited':
    case 'registry-refused':
      return [{ kind: 'command', command: `docker login && docker pull ${reference}` }, retry]
    case 'docker-disk-full':
      return [{ kind: 'action', action: 'free-disk' }, retry]
    case 'registry-certificate':
    case 'image-not-in-registry':
    case 'image-digest-differs':
      return []
  }
}
