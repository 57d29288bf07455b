import type { Problem } from '#contract/problem.ts'
import type { RuntimeFacts } from '../runtime/container-runtime.ts'

/** Everything that the doctor looks at, gathered before anything is judged. */
export interface DoctorFacts {
  readonly engine: { readonly kind: 'answering'; readonly facts: RuntimeFacts } | { readonly kind: 'silent'; readonly problem: Problem }
  /** The `docker` program that kind will call. */
  readonly dockerProgram: string | undefined
  /** As `uname -m` says: `x86_64`, `arm64`. */
  readonly architecture: string
  /** This machine's clock when the engine told its own, milliseconds since the epoch. */
  readonly now: number
  /** Of the file system under Docker's root; unknown where Docker runs in a virtual machine. */
  readonly freeDiskBytes: number | undefined
  /** Linux only. */
  readonly inotify: { readonly watches: number; readonly instances: number } | undefined
  /** From HTTP_PROXY, HTTPS_PROXY and NO_PROXY in either case. */
  readonly proxy: { readonly server: string; readonly except: string }
}
