import type { KindRef, KubeObject } from '#contract/kube.ts'
import type { Disposable } from '#contract/lifecycle.ts'

/** Who we are to an API server: PEM texts and a bearer token, never paths. */
export interface KubeCredentials {
  readonly certificate?: string
  readonly key?: string
  readonly token?: string
}

/** How to reach an API server. */
export interface KubeAccess extends KubeCredentials {
  readonly server: string
  /** Empty: the certificate authorities that this system trusts anyway. */
  readonly authority: string
  /** Name in the server's certificate where it is not the host of `server`. */
  readonly serverName?: string
  /**
   * Only where a plugin gives the credentials, which then end. Resolves when those above hold: they change where the ones before have
   * ended, or where the server did not take `refused`. So they are read when they are sent, and not kept. Rejects, with a Problem, when
   * the plugin gives none.
   */
  readonly renew?: (refused?: KubeCredentials) => Promise<void>
}

/** The credentials of this moment. */
export function credentialsIn({ certificate, key, token }: KubeCredentials): KubeCredentials {
  return { ...(certificate === undefined ? {} : { certificate }), ...(key === undefined ? {} : { key }), ...(token === undefined ? {} : { token }) }
}

/**
 * The calls Kindlab makes of a cluster's API, over kept-alive connections. Not-found is a value; a refusal throws a KubeError,
 * a server that cannot be reached or stays silent a ProblemError. Dates stay the strings that the server sent.
 */
export interface KubeClient extends Disposable {
  readonly access: KubeAccess
  /** The same connections and discovery, with every call ending when `signal` aborts or made in another's name. */
  with(options: CallOptions): KubeClient
  version(signal?: AbortSignal): Promise<string>
  /** `/readyz` answered ok. */
  isReady(signal?: AbortSignal): Promise<boolean>
  /** The resource behind a kind, from discovery (CRDs included); undefined while the server does not serve it. */
  resource(kind: KindRef): Promise<ResourceFacts | undefined>
  /** Every kind that the server serves and can list, asked anew; of several versions of one kind, the preferred comes first. */
  resources(): Promise<readonly ResourceFacts[]>
  read(ref: NamedRef): Promise<KubeObject | undefined>
  list(kind: KindRef, options?: { readonly namespace?: string; readonly labels?: string }): Promise<readonly KubeObject[]>
  create(object: KubeObject): Promise<KubeObject>
  /** Server-side apply as `fieldManager`; the object must carry everything that manager owns. */
  apply(object: KubeObject, options: { readonly fieldManager: string; readonly force?: boolean; readonly dryRun?: boolean }): Promise<KubeObject>
  mergePatch(ref: NamedRef, patch: object): Promise<KubeObject>
  replace(object: KubeObject): Promise<KubeObject>
  /** Gone already is fine. `graceSeconds: 0` forces. */
  delete(ref: NamedRef, options?: DeleteOptions): Promise<void>
  /** Every object of a kind in one namespace, in one call. */
  deleteAll(kind: KindRef, namespace: string, options?: DeleteOptions): Promise<void>
  /** A GET of a path as text (`/openapi/v3`, a log). */
  get(path: string, signal?: AbortSignal): Promise<string>
  /** A GET of a text that goes on (`…/log?follow=true`), piece by piece as it comes, until it or the signal ends. */
  follow(path: string, signal: AbortSignal): AsyncIterable<string>
  /**
   * A GET whose answer is taken as it is, whatever its status: of what stands behind a Service or a Pod (`…/services/web:80/proxy/`).
   * `most` characters of its body are read. Rejects where the API server itself does not answer.
   */
  answer(path: string, options: AnswerOptions): Promise<PlainAnswer>
  /** A POST of JSON to a path, for subresources (`…/serviceaccounts/learner/token`). */
  post(path: string, body: object): Promise<unknown>
}

export interface AnswerOptions {
  readonly signal: AbortSignal
  readonly most: number
  readonly headers?: Readonly<Record<string, string>>
}

export interface PlainAnswer {
  readonly status: number
  /** By name, in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface CallOptions {
  readonly signal?: AbortSignal
  /** Asks as somebody else; the caller's own rights must allow it. */
  readonly impersonate?: { readonly user: string; readonly groups?: readonly string[] }
}

export interface DeleteOptions {
  readonly graceSeconds?: number
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan'
}

export interface NamedRef extends KindRef {
  readonly name: string
  readonly namespace?: string
}

export interface ResourceFacts extends KindRef {
  /** `deployments` */
  readonly plural: string
  readonly namespaced: boolean
  readonly verbs: readonly string[]
}
