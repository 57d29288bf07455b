import type { KubeObject } from '#contract/kube.ts'

/** On everything of the pool that an administrator made: it stays when a namespace is emptied. */
export const poolLabel = 'dev.kindlab.pool'
export const leaseKind = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' } as const

const note = { attempt: 'dev.kindlab.attempt', alias: 'dev.kindlab.namespace', round: 'dev.kindlab.round', emptying: 'dev.kindlab.emptying' } as const

/** How long a claim lasts that nobody gives back: a school day. A crash must not take a namespace from the others for ever. */
const claimSeconds = 12 * 60 * 60
/** As long as emptying may take, and some more. */
const emptyingSeconds = 180

/** What a pool's Lease says of the namespace that it is named after. */
export type Claim =
  | { readonly kind: 'free' }
  | { readonly kind: 'held'; readonly attempt: string; readonly alias: string; readonly round: string }
  | { readonly kind: 'emptying' }

export interface Claiming {
  readonly attempt: string
  readonly alias: string
  readonly round: number
}

interface LeaseSpec {
  readonly holderIdentity?: string
  readonly renewTime?: string
  readonly leaseDurationSeconds?: number
}

export function claimIn(lease: KubeObject, now: Date): Claim {
  // The API server keeps a Lease's spec in this shape.
  const spec = (lease['spec'] ?? {}) as LeaseSpec
  const notes = lease.metadata.annotations ?? {}
  const holder = spec.holderIdentity ?? ''
  const ends = Date.parse(spec.renewTime ?? '') + (spec.leaseDurationSeconds ?? 0) * 1000
  if (holder === '' || !(ends > now.getTime())) return { kind: 'free' }
  if (notes[note.emptying] !== undefined) return { kind: 'emptying' }
  return { kind: 'held', attempt: holder, alias: notes[note.alias] ?? '', round: notes[note.round] ?? '' }
}

export function isFor(claim: Claim, { attempt, alias, round }: Claiming): boolean {
  return claim.kind === 'held' && claim.attempt === attempt && claim.alias === alias && claim.round === String(round)
}

/** The Lease as whoever claims its namespace writes it. It keeps its resourceVersion, so that only the first of two can. */
export function claimed(lease: KubeObject, { attempt, alias, round }: Claiming, now: Date): KubeObject {
  return withClaim(lease, { [note.alias]: alias, [note.round]: String(round) }, { holderIdentity: attempt, leaseDurationSeconds: claimSeconds }, now)
}

/** Still held, so that nobody takes it while its objects go. */
export function emptying(lease: KubeObject, now: Date): KubeObject {
  const { holderIdentity } = (lease['spec'] ?? {}) as LeaseSpec
  return withClaim(lease, { [note.emptying]: 'true' }, { holderIdentity: holderIdentity ?? '', leaseDurationSeconds: emptyingSeconds }, now)
}

export function freed(lease: KubeObject, now: Date): KubeObject {
  return withClaim(lease, {}, { holderIdentity: '', leaseDurationSeconds: 1 }, now)
}

function withClaim(lease: KubeObject, notes: Readonly<Record<string, string>>, spec: LeaseSpec, now: Date): KubeObject {
  const others = Object.entries(lease.metadata.annotations ?? {}).filter(([name]) => !Object.values<string>(note).includes(name))
  // A MicroTime wants exactly six digits of a second.
  const time = now.toISOString().replace('Z', '000Z')
  return {
    ...lease,
    metadata: { ...lease.metadata, annotations: { ...Object.fromEntries(others), ...notes } },
    spec: { ...spec, acquireTime: time, renewTime: time },
  }
}
