import { resolve } from 'node:path'
import type { KubeConfig } from '@kubernetes/client-node'
import { ProblemError } from '#contract/problem.ts'
import { credentialsIn, type KubeAccess, type KubeCredentials } from './kube-client.ts'

/** What a kubeconfig says of the program that gives credentials (KEP-541), or of a provider that client-node knows: oidc, azure, gcp. */
export interface PluginEntry {
  readonly exec?: ExecEntry
  readonly 'auth-provider'?: { readonly name?: string }
}

export interface ExecEntry {
  readonly apiVersion?: string
  readonly command?: string
  readonly args?: readonly string[] | null
  readonly env?: readonly { readonly name: string; readonly value: string }[] | null
  readonly installHint?: string
  readonly provideClusterInfo?: boolean
  readonly interactiveMode?: string
}

/** How long a plugin may take: it may ask a server on the way. */
const patience = 60_000

/**
 * An access whose credentials come from a plugin, asked anew when they have ended or are refused. client-node runs the plugin and knows
 * when its credentials end; it costs 90 MB, so nobody else loads it. See docs/decisions/calls-over-plain-node.md.
 */
export async function accessThroughPlugin(base: KubeAccess, entry: PluginEntry, folder: string): Promise<KubeAccess> {
  if (entry.exec?.interactiveMode === 'Always') throw new ProblemError({ code: 'kubeconfig-plugin-interactive', params: { plugin: nameOf(entry) } })
  const { KubeConfig } = await import('@kubernetes/client-node')
  const text = kubeconfigWith(entry, base, folder)
  const load = (): KubeConfig => {
    const config = new KubeConfig()
    config.loadFromString(text)
    return config
  }
  let config = load()
  let asking: Promise<void> | undefined
  const ask = async (): Promise<void> => take(access, { ...credentialsIn(base), ...(await credentialsFrom(config, entry)) })
  const access: Changing = {
    ...base,
    renew: async (refused) => {
      await asking
      // A plugin that is loaded anew has nothing in memory.
      if (asking === undefined && refused !== undefined && isSame(refused, access)) config = load()
      asking ??= ask().finally(() => (asking = undefined))
      await asking
    },
  }
  await access.renew?.()
  return access
}

type Changing = { -readonly [Name in keyof KubeAccess]: KubeAccess[Name] }

function take(access: Changing, fresh: KubeCredentials): void {
  for (const name of ['certificate', 'key', 'token'] as const) delete access[name]
  Object.assign(access, fresh)
}

const isSame = (one: KubeCredentials, other: KubeCredentials): boolean => one.token === other.token && one.certificate === other.certificate

/** It connects to nothing by itself. */
const nowhere = { server: 'https://nowhere.invalid' }

/** The plugin's part of the kubeconfig, for client-node. JSON is YAML. */
function kubeconfigWith({ exec, 'auth-provider': provider }: PluginEntry, { server, authority }: KubeAccess, folder: string): string {
  const cluster = { server, ...(authority === '' ? {} : { 'certificate-authority-data': Buffer.from(authority).toString('base64') }) }
  const program = exec && { ...exec, command: commandOf(exec, folder), env: [...(exec.env ?? []), { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(execInfo(exec, cluster)) }] }
  return JSON.stringify({
    'current-context': 'kindlab',
    clusters: [{ name: 'kindlab', cluster: nowhere }],
    users: [{ name: 'kindlab', user: { exec: program, 'auth-provider': provider } }],
    contexts: [{ name: 'kindlab', context: { cluster: 'kindlab', user: 'kindlab' } }],
  })
}

/** As kubectl does: a path begins at the kubeconfig's folder, a bare name is looked for in PATH. */
const commandOf = ({ command = '' }: ExecEntry, folder: string): string => (/[/\\]/.test(command) ? resolve(folder, command) : command)

/** What kubectl tells a plugin, and client-node does not. */
function execInfo({ apiVersion, provideClusterInfo }: ExecEntry, cluster: object) {
  return { apiVersion, kind: 'ExecCredential', spec: { interactive: false, ...(provideClusterInfo === true ? { cluster } : {}) } }
}

async function credentialsFrom(config: KubeConfig, entry: PluginEntry): Promise<KubeCredentials> {
  const headers: Record<string, string> = {}
  const options: Parameters<KubeConfig['applyToHTTPSOptions']>[0] = { headers }
  await withinPatience(config.applyToHTTPSOptions(options)).catch((error: unknown) => {
    throw failure(entry, error)
  })
  const token = headers['Authorization']?.replace(/^Bearer /, '')
  const [certificate, key] = [textIn(options.cert), textIn(options.key)]
  if (token === undefined && certificate === undefined) throw failure(entry, new Error('it gave neither a token nor a certificate'))
  return { ...(token === undefined ? {} : { token }), ...(certificate === undefined || key === undefined ? {} : { certificate, key }) }
}

/** Of all that Node would take for a PEM, client-node gives a text, bytes or nothing. */
const textIn = (pem: unknown): string | undefined => (typeof pem === 'string' || Buffer.isBuffer(pem) ? pem.toString() : undefined)

function withinPatience(work: Promise<void>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<void>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${patience / 1000} s`)), patience)
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

function failure(entry: PluginEntry, cause: unknown): ProblemError {
  const plugin = nameOf(entry)
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
    const { installHint } = entry.exec ?? {}
    return new ProblemError({ code: 'kubeconfig-plugin-missing', params: { plugin }, ...(installHint === undefined ? {} : { detail: installHint }) }, { cause })
  }
  const detail = (cause instanceof Error ? cause.message : String(cause)).trim()
  return new ProblemError({ code: 'kubeconfig-plugin-failed', params: { plugin }, detail }, { cause })
}

/** As one would type it; an auth-provider has a name only. */
function nameOf({ exec, 'auth-provider': provider }: PluginEntry): string {
  return exec === undefined ? (provider?.name ?? '') : [exec.command, ...(exec.args ?? [])].join(' ')
}
