import { posix, win32 } from 'node:path'
import { endpointFrom, type DockerEndpoint, type TlsFiles } from './docker-endpoint.ts'

/** One place where Docker may be listening, and who says so. */
export interface DockerCandidate {
  readonly from: 'DOCKER_HOST' | 'DOCKER_CONTEXT' | 'context' | 'usual'
  readonly endpoint: DockerEndpoint
}

/** What the Docker CLI would go by on this machine, gathered before anything is decided. */
export interface DockerSettings {
  readonly environment: NodeJS.ProcessEnv
  readonly home: string
  readonly platform: NodeJS.Platform
  readonly uid: number | undefined
  /** `currentContext` of the CLI's own config file. */
  readonly currentContext: string | undefined
  /** The contexts' endpoints by name. */
  readonly contexts: ReadonlyMap<string, DockerEndpoint>
}

export type Candidates =
  | { readonly kind: 'candidates'; readonly list: readonly DockerCandidate[] }
  | { readonly kind: 'no-such-context'; readonly context: string }

/**
 * Where to look, best first, in the Docker CLI's order: DOCKER_HOST, DOCKER_CONTEXT, the current context, the usual sockets.
 * What the environment names is final; a current context that is gone (an uninstalled Docker Desktop leaves one) is not.
 */
export function dockerCandidates(settings: DockerSettings): Candidates {
  const { environment, contexts, currentContext } = settings
  const host = environment['DOCKER_HOST']
  if (host) return only({ from: 'DOCKER_HOST', endpoint: endpointFrom(host, tlsFrom(settings)) })
  const named = environment['DOCKER_CONTEXT']
  if (named && named !== 'default') {
    const endpoint = contexts.get(named)
    return endpoint ? only({ from: 'DOCKER_CONTEXT', endpoint }) : { kind: 'no-such-context', context: named }
  }
  const current = named ? undefined : contexts.get(currentContext ?? 'default')
  const first: readonly DockerCandidate[] = current ? [{ from: 'context', endpoint: current }] : []
  return { kind: 'candidates', list: [...first, ...usualCandidates(settings)] }
}

const only = (candidate: DockerCandidate): Candidates => ({ kind: 'candidates', list: [candidate] })

/** DOCKER_TLS_VERIFY and DOCKER_TLS count when they are set to anything at all, as in the CLI. */
function tlsFrom({ environment, home, platform }: DockerSettings): TlsFiles | undefined {
  const verify = Boolean(environment['DOCKER_TLS_VERIFY'])
  if (!verify && !environment['DOCKER_TLS']) return undefined
  return { verify, folder: environment['DOCKER_CERT_PATH'] ?? pathOf(platform).join(home, '.docker') }
}

function usualCandidates(settings: DockerSettings): DockerCandidate[] {
  return usualSockets(settings).map((path) => ({ from: 'usual', endpoint: { kind: 'socket', path } }))
}

function usualSockets({ platform, home, environment, uid }: DockerSettings): string[] {
  if (platform === 'win32') return ['//./pipe/docker_engine', '//./pipe/dockerDesktopLinuxEngine']
  const inHome = (...parts: string[]): string => posix.join(home, ...parts)
  const desktop = [inHome('.docker/run/docker.sock'), inHome('.docker/desktop/docker.sock')]
  const others = [inHome('.colima/default/docker.sock'), inHome('.config/colima/default/docker.sock'), inHome('.orbstack/run/docker.sock'), inHome('.rd/docker.sock')]
  const runtime = environment['XDG_RUNTIME_DIR'] ?? (uid === undefined ? undefined : `/run/user/${uid}`)
  const rootless = runtime && platform === 'linux' ? [posix.join(runtime, 'docker.sock')] : []
  return ['/var/run/docker.sock', ...desktop, ...others, ...rootless]
}

const pathOf = (platform: NodeJS.Platform): typeof posix => (platform === 'win32' ? win32 : posix)
