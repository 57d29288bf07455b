import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ProblemError } from '#contract/problem.ts'
import { parse, stringify } from 'yaml'
import type { KubeAccess } from './kube-client.ts'
import { accessThroughPlugin, type PluginEntry } from './plugin-credentials.ts'

/** The parts of a kubeconfig that Kindlab reads (client-go's `clientcmd/api/v1`). */
interface Kubeconfig {
  readonly 'current-context'?: string
  readonly clusters?: readonly { readonly name: string; readonly cluster?: ClusterEntry }[]
  readonly users?: readonly { readonly name: string; readonly user?: UserEntry }[]
  readonly contexts?: readonly { readonly name: string; readonly context?: { readonly cluster?: string; readonly user?: string; readonly namespace?: string } }[]
}
interface ClusterEntry {
  readonly server?: string
  readonly 'certificate-authority'?: string
  readonly 'certificate-authority-data'?: string
  readonly 'insecure-skip-tls-verify'?: boolean
  readonly 'tls-server-name'?: string
}
interface UserEntry extends PluginEntry {
  readonly 'client-certificate'?: string
  readonly 'client-certificate-data'?: string
  readonly 'client-key'?: string
  readonly 'client-key-data'?: string
  readonly token?: string
  readonly tokenFile?: string
}

export interface ReadKubeconfig {
  /** Which context; the file's current one unless named. */
  readonly context?: string
  /** Where relative paths in it begin: the kubeconfig's own folder. */
  readonly folder?: string
}

/**
 * How to reach the cluster that a kubeconfig's context names, with the texts of any files that it points to and, where it names a
 * plugin, the credentials that this gives. Refuses, with a Problem, to talk to a server whose certificate nobody checks.
 */
export async function accessFromKubeconfig(yaml: string, { context, folder = process.cwd() }: ReadKubeconfig = {}): Promise<KubeAccess> {
  const config = parseKubeconfig(yaml)
  const chosen = chooseContext(config, context)
  const cluster = config.clusters?.find(({ name }) => name === chosen.cluster)?.cluster
  if (cluster?.server === undefined) throw unreadable(`no cluster named ${chosen.cluster ?? '(none)'} with a server`)
  const user = config.users?.find(({ name }) => name === chosen.user)?.user ?? {}
  if (cluster['insecure-skip-tls-verify'] === true) throw new ProblemError({ code: 'kubeconfig-insecure', params: { server: cluster.server } })
  const pem = (data: string | undefined, path: string | undefined) => textOf(data, path, folder)
  const token = user.token ?? (await pem(undefined, user.tokenFile))?.trim()
  const access: KubeAccess = {
    server: cluster.server,
    authority: (await pem(cluster['certificate-authority-data'], cluster['certificate-authority'])) ?? '',
    ...present('certificate', await pem(user['client-certificate-data'], user['client-certificate'])),
    ...present('key', await pem(user['client-key-data'], user['client-key'])),
    ...present('token', token),
    ...present('serverName', cluster['tls-server-name']),
  }
  return user.exec === undefined && user['auth-provider'] === undefined ? access : accessThroughPlugin(access, user, folder)
}

/** The namespace that a context of a kubeconfig names, `default` where it names none. */
export function namespaceInKubeconfig(yaml: string, context?: string): string {
  return chooseContext(parseKubeconfig(yaml), context).namespace ?? 'default'
}

export interface KubeconfigWords {
  /** Of its context and its cluster. */
  readonly name?: string
  readonly namespace: string
  readonly user: string
}

/** A kubeconfig with one context that holds everything inline; its file should be readable by its owner only. */
export function kubeconfigFor(access: KubeAccess, { name = 'kindlab', namespace, user }: KubeconfigWords): string {
  const encoded = (text: string): string => Buffer.from(text).toString('base64')
  const cluster = {
    server: access.server,
    ...(access.authority === '' ? {} : { 'certificate-authority-data': encoded(access.authority) }),
    ...present('tls-server-name', access.serverName),
  }
  const credentials = {
    ...present('client-certificate-data', access.certificate === undefined ? undefined : encoded(access.certificate)),
    ...present('client-key-data', access.key === undefined ? undefined : encoded(access.key)),
    ...present('token', access.token),
  }
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name, cluster }],
    users: [{ name: user, user: credentials }],
    contexts: [{ name, context: { cluster: name, user, namespace } }],
  })
}

function parseKubeconfig(yaml: string): Kubeconfig {
  try {
    const value: unknown = parse(yaml)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch (cause) {
    throw unreadable(cause instanceof Error ? cause.message : String(cause), cause)
  }
  throw unreadable('it is not a YAML mapping')
}

function chooseContext(config: Kubeconfig, context: string | undefined) {
  const name = context ?? config['current-context'] ?? ''
  const found = config.contexts?.find((one) => one.name === name)?.context
  if (found === undefined) throw unreadable(name === '' ? 'it names no current context' : `it has no context named ${name}`)
  return found
}

async function textOf(data: string | undefined, path: string | undefined, folder: string): Promise<string | undefined> {
  if (data !== undefined) return Buffer.from(data, 'base64').toString('utf8')
  if (path === undefined) return undefined
  return readFile(resolve(folder, path), 'utf8').catch((cause: unknown) => {
    throw unreadable(`${path} cannot be read`, cause)
  })
}

function unreadable(reason: string, cause?: unknown): ProblemError {
  return new ProblemError({ code: 'kubeconfig-unreadable', params: { reason } }, { cause })
}

function present<Name extends string>(name: Name, value: string | undefined): { readonly [one in Name]?: string } {
  // A computed key widens to `string`; the one entry it makes is the one the type names.
  return (value === undefined ? {} : { [name]: value }) as { readonly [one in Name]?: string }
}
