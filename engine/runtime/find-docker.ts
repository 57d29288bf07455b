import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Problem } from '#contract/problem.ts'
import { dockerCandidates, type DockerCandidate, type DockerSettings } from './docker-candidates.ts'
import { readContexts, readCurrentContext } from './docker-contexts.ts'
import { addressOf, type DockerEndpoint } from './docker-endpoint.ts'
import { greetDocker, type Greeting } from './docker-greeting.ts'

/** A candidate and how it answered. */
export interface Greeted {
  readonly candidate: DockerCandidate
  readonly greeting: Greeting
}

export type FoundDocker =
  | { readonly kind: 'found'; readonly endpoint: DockerEndpoint; readonly version: string }
  /** Nobody listens where Docker usually does: it may be started or installed. `tried` is for the Problem. */
  | { readonly kind: 'absent'; readonly tried: string }
  /** The environment or a right stands in the way, and starting an engine of ours would not be what was asked. */
  | { readonly kind: 'blocked'; readonly problem: Problem }

/** Finds the engine that the Docker CLI would speak to, and speaks to it once. */
export async function findDocker(environment: NodeJS.ProcessEnv, greet = greetDocker): Promise<FoundDocker> {
  const candidates = dockerCandidates(await gatherSettings(environment))
  if (candidates.kind === 'no-such-context') {
    return { kind: 'blocked', problem: { code: 'docker-context-missing', params: { context: candidates.context } } }
  }
  return chooseDocker(await greetUntilFound(candidates.list, greet))
}

/** All at once, and no longer than until the best that answers is known: one further down may hang. */
async function greetUntilFound(candidates: readonly DockerCandidate[], greet: typeof greetDocker): Promise<readonly Greeted[]> {
  const pending = candidates.map((candidate) => ({ candidate, answer: greet(candidate.endpoint) }))
  const greeted: Greeted[] = []
  for (const { candidate, answer } of pending) {
    const greeting = await answer
    greeted.push({ candidate, greeting })
    if (greeting.kind === 'docker') break
  }
  return greeted
}

/** The first that is a Docker engine; else why there is none. */
export function chooseDocker(greeted: readonly Greeted[]): FoundDocker {
  for (const { candidate, greeting } of greeted) {
    if (greeting.kind === 'docker') return { kind: 'found', endpoint: candidate.endpoint, version: greeting.version }
  }
  const problem = greeted.map(blockingProblem).find((one) => one !== undefined)
  return problem ? { kind: 'blocked', problem } : { kind: 'absent', tried: describeTried(greeted) }
}

/** What was tried, a line for each: `unix:///var/run/docker.sock (usual): ENOENT`. */
export function describeTried(greeted: readonly Greeted[]): string {
  return greeted.map(({ candidate, greeting }) => `${addressOf(candidate.endpoint)} (${candidate.from}): ${describeGreeting(greeting)}`).join('\n')
}

function describeGreeting(greeting: Greeting): string {
  return 'reason' in greeting ? greeting.reason : greeting.kind
}

const standardSocket = '/var/run/docker.sock'

function blockingProblem(one: Greeted): Problem | undefined {
  const { candidate, greeting } = one
  const where = addressOf(candidate.endpoint)
  if (candidate.endpoint.kind === 'unsupported') return unsupportedProblem(where, candidate.endpoint.reason)
  if (greeting.kind === 'not-allowed') return notAllowedProblem(where)
  if (greeting.kind === 'podman') return { code: 'docker-is-podman', params: { where } }
  const isNamed = candidate.from === 'DOCKER_HOST' || candidate.from === 'DOCKER_CONTEXT'
  const isStandard = candidate.endpoint.kind === 'socket' && candidate.endpoint.path === standardSocket
  if (greeting.kind === 'absent' && (!isNamed || isStandard)) return undefined
  return notAnsweringProblem(one)
}

function unsupportedProblem(where: string, reason: 'ssh' | 'unknown'): Problem {
  return { code: reason === 'ssh' ? 'docker-over-ssh' : 'docker-host-not-understood', params: { where } }
}

function notAllowedProblem(where: string): Problem {
  return { code: 'docker-not-allowed', params: { where }, fixes: [{ kind: 'command', command: 'sudo usermod -aG docker "$USER"' }] }
}

function notAnsweringProblem(one: Greeted): Problem {
  const where = addressOf(one.candidate.endpoint)
  return { code: 'docker-not-answering', params: { where }, detail: describeTried([one]), fixes: [{ kind: 'action', action: 'retry' }] }
}

async function gatherSettings(environment: NodeJS.ProcessEnv): Promise<DockerSettings> {
  const home = environment['HOME'] ?? environment['USERPROFILE'] ?? homedir()
  const configFolder = environment['DOCKER_CONFIG'] ?? join(home, '.docker')
  const [currentContext, contexts] = await Promise.all([readCurrentContext(configFolder), readContexts(configFolder)])
  return { environment, home, platform: process.platform, uid: process.getuid?.(), currentContext, contexts }
}
