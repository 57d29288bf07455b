import { ProblemError, type Problem } from '#contract/problem.ts'


/** The HTTP status of the engine's answer, where the error is one. */
export function statusOf(error: unknown): number | undefined {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' ? status : undefined
}

/** What the engine said, without the client's own prefix. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/^\(HTTP code \d+\) [^-]*- /, '').trim()
}

/** The Problem behind an engine's error where a person can act, else undefined. */
export function dockerProblem(error: unknown): Problem | undefined {
  const reason = reasonOf(error)
  return connectionProblem(error, reason) ?? refusalProblem(statusOf(error), reason)
}

const cutCodes = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH']

function connectionProblem(error: unknown, detail: string): Problem | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EACCES') return { code: 'docker-not-allowed', params: { where: addressIn(error) } }
  if (!cutCodes.includes(code)) return undefined
  return { code: 'docker-not-answering', params: { where: addressIn(error) }, detail, fixes: [{ kind: 'action', action: 'retry' }] }
}

/** Node's connection errors name the socket or the address that they were for. */
function addressIn(error: unknown): string {
  if (!(error instanceof Error)) return 'Docker'
  if ('port' in error && 'address' in error) return `${String(error.address)}:${String(error.port)}`
  return 'address' in error ? String(error.address) : 'Docker'
}

function refusalProblem(status: number | undefined, reason: string): Problem | undefined {
  if (/no space left on device/i.test(reason)) {
    return { code: 'docker-disk-full', params: {}, detail: reason, fixes: [{ kind: 'action', action: 'free-disk' }] }
  }
  const [, image] = /no such image: (\S+)/i.exec(reason) ?? []
  if (status === 404 && image) return { code: 'image-missing', params: { image } }
  const [, container] = /no such container: (\S+)/i.exec(reason) ?? []
  if (status === 404 && container) return { code: 'container-missing', params: { container } }
  const [, name] = /container name "\/?([^"]+)" is already in use/i.exec(reason) ?? []
  if (status === 409 && name) return { code: 'container-name-taken', params: { name } }
  return undefined
}

/**
 * Awaits an engine's answer and turns its errors into ours: a Problem where a person can act, else an Error that
 * names what was being done, with the engine's own as cause.
 */
export async function asking<T>(what: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw translated(what, error)
  }
}

/** As `asking`, for calls to whom some of the engine's refusals are fine (already started, gone already): those give undefined. */
export async function askingUnless<T>(what: string, fine: (status: number | undefined, reason: string) => boolean, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (fine(statusOf(error), reasonOf(error))) return undefined
    throw translated(what, error)
  }
}

export const notFound = (status: number | undefined): boolean => status === 404

function translated(what: string, error: unknown): unknown {
  if (error instanceof ProblemError || (error instanceof Error && error.name === 'AbortError')) return error
  const problem = dockerProblem(error)
  return problem ? new ProblemError(problem, { cause: error }) : new Error(`Docker could not ${what}: ${reasonOf(error)}`, { cause: error })
}
