/** An API server's refusal: what was asked of which object, and the Status it answered. */
export class KubeError extends Error {
  /** `apply Deployment web in team-a` */
  readonly call: string
  /** HTTP status code. */
  readonly code: number
  /** The Status's own word for it: `Conflict`, `AlreadyExists`, `Forbidden`, `Invalid`… */
  readonly reason: string
  /** The server's own sentence. */
  readonly says: string
  /** What it says field by field, where it does. */
  readonly causes: readonly StatusCause[]

  constructor(call: string, code: number, reason: string, message: string, causes: readonly StatusCause[] = []) {
    super(`${call}: ${reason || code}${message ? `: ${message}` : ''}`)
    this.name = 'KubeError'
    this.call = call
    this.code = code
    this.reason = reason
    this.says = message
    this.causes = causes
  }
}

/** A Status's `details.causes[]` (meta/v1 StatusCause). */
export interface StatusCause {
  readonly reason?: string
  readonly message?: string
  readonly field?: string
}

/** Somebody else changed the object, or owns a field that we wanted to set. */
export const isConflict = (error: unknown): error is KubeError => error instanceof KubeError && error.reason === 'Conflict'

export const isAlreadyExists = (error: unknown): error is KubeError => error instanceof KubeError && error.reason === 'AlreadyExists'

export const isForbidden = (error: unknown): error is KubeError => error instanceof KubeError && error.code === 403

export const isNotFound = (error: unknown): error is KubeError => error instanceof KubeError && error.code === 404

/** Reads the Status that a server sends with a failure; anything else (a proxy's page) is kept as it is, shortened. */
export function kubeErrorFrom(call: string, code: number, body: string): KubeError {
  const status = statusIn(body)
  return new KubeError(call, code, status.reason ?? '', status.message ?? body.slice(0, 500).trim(), status.details?.causes ?? [])
}

interface Status {
  readonly reason?: string
  readonly message?: string
  readonly details?: { readonly causes?: readonly StatusCause[] }
}

function statusIn(body: string): Status {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
