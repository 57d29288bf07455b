import type { KubeObject } from '#contract/kube.ts'
import type { KubeAccess, KubeClient } from '../kube/kube-client.ts'
import { isAlreadyExists } from '../kube/kube-error.ts'
import { label } from '../kube/kindlab-labels.ts'
import type { AttemptSubjects } from './rights.ts'

/** Where learners' ServiceAccounts live: out of their own reach, and the same through every reset. */
export const systemNamespace = 'kindlab-learners'

export function subjectsOf(attempt: string): AttemptSubjects {
  return { learner: { namespace: systemNamespace, name: `learner-${attempt}` }, starter: `kindlab:start:${attempt}` }
}

export interface ServiceAccountRef {
  readonly namespace: string
  readonly name: string
}

export const learnerUser = ({ learner }: Pick<AttemptSubjects, 'learner'>): string => `system:serviceaccount:${learner.namespace}:${learner.name}`

export interface LearnerToken {
  readonly account: ServiceAccountRef
  readonly token: string
  /** Milliseconds since the epoch, as is the next. */
  readonly issuedAt: number
  readonly expiresAt: number
}

const days = 24 * 60 * 60
const tokenSeconds = 30 * days

/** A token is asked for anew when less than half of its life is left (a server may give less than was asked for), and for another account. */
export function isFresh({ account, issuedAt, expiresAt }: LearnerToken, wanted: ServiceAccountRef, now: number): boolean {
  return account.namespace === wanted.namespace && account.name === wanted.name && expiresAt - now > (expiresAt - issuedAt) / 2
}

/** Makes the learner's ServiceAccount, if need be with the namespace it lives in. */
export async function ensureLearner(kube: KubeClient, { learner }: AttemptSubjects, labels: Readonly<Record<string, string>>): Promise<void> {
  const account: KubeObject = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...learner, labels }, automountServiceAccountToken: false }
  const namespace: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: learner.namespace, labels: { [label.shared]: 'true' } } }
  await createOnce(kube, namespace)
  await createOnce(kube, account)
}

export async function requestToken(kube: KubeClient, account: ServiceAccountRef, now: number): Promise<LearnerToken> {
  const path = `/api/v1/namespaces/${account.namespace}/serviceaccounts/${account.name}/token`
  const answer = await kube.post(path, { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: tokenSeconds } })
  // A TokenRequest's answer always carries these two (authentication.k8s.io/v1).
  const { status } = answer as { readonly status: { readonly token: string; readonly expirationTimestamp: string } }
  return { account, token: status.token, issuedAt: now, expiresAt: Date.parse(status.expirationTimestamp) }
}

/** Another way to the same server. */
export interface InternalWay {
  readonly internalServer?: string
  readonly internalAuthority?: string
}

/** The engine's way to the server, or a terminal's, with the learner's token in place of the engine's own credentials. */
export function learnerAccess(access: KubeAccess, token: LearnerToken, { internalServer, internalAuthority }: InternalWay = {}): KubeAccess {
  const { server, authority, serverName } = access
  const here = { server, authority, ...(serverName === undefined ? {} : { serverName }) }
  const way = internalServer === undefined ? here : { server: internalServer, authority: internalAuthority ?? authority }
  return { ...way, token: token.token }
}

export async function createOnce(kube: KubeClient, object: KubeObject): Promise<void> {
  await kube.create(object).catch((error: unknown) => {
    if (!isAlreadyExists(error)) throw error
  })
}
