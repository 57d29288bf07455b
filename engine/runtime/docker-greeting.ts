import { z } from 'zod'
import { connectDocker } from './docker-connection.ts'
import type { DockerEndpoint } from './docker-endpoint.ts'

/** What happened when we said hello to an endpoint. */
export type Greeting =
  | { readonly kind: 'docker'; readonly version: string }
  | { readonly kind: 'podman' }
  /** Something is there and we may not speak to it. */
  | { readonly kind: 'not-allowed' }
  /** Nothing is there: no socket, or a socket that nobody listens on. */
  | { readonly kind: 'absent'; readonly reason: string }
  /** Somebody answered in a way that no engine does, or not in time. */
  | { readonly kind: 'unclear'; readonly reason: string }

const versionSchema = z.object({ Version: z.string(), Components: z.array(z.object({ Name: z.string() })).optional() })

const patience = 3_000

/** Asks an endpoint for its version; never throws. */
export async function greetDocker(endpoint: DockerEndpoint, timeout: number = patience): Promise<Greeting> {
  if (endpoint.kind === 'unsupported') return { kind: 'unclear', reason: `${endpoint.address} cannot be used` }
  try {
    const docker = await connectDocker(endpoint)
    return greetingFrom(await withDeadline(docker.version(), timeout))
  } catch (error) {
    return greetingFromError(error)
  }
}

export function greetingFrom(version: unknown): Greeting {
  const answer = versionSchema.safeParse(version)
  if (!answer.success) return { kind: 'unclear', reason: 'the answer is not one of a Docker engine' }
  const isPodman = answer.data.Components?.some(({ Name: name }) => name.startsWith('Podman')) ?? false
  return isPodman ? { kind: 'podman' } : { kind: 'docker', version: answer.data.Version }
}

export function greetingFromError(error: unknown): Greeting {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  const reason = code ?? (error instanceof Error ? error.message.trim() : String(error))
  if (code === 'EACCES' || code === 'EPERM') return { kind: 'not-allowed' }
  const nobody = ['ENOENT', 'ECONNREFUSED', 'ENOTDIR', 'ENOTSOCK', 'ENOTFOUND']
  return { kind: code !== undefined && nobody.includes(code) ? 'absent' : 'unclear', reason }
}

async function withDeadline<T>(answer: Promise<T>, timeout: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${timeout / 1000} s`)), timeout)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
