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
  /** Where Kindlab keeps what is its own. */
  readonly home: { readonly folder: string; readonly freeBytes: number; readonly isWritable: boolean }
  /** Why a port at 127.0.0.1 could not be reached from this very machine; undefined where it could. */
  readonly loopbackFailure: string | undefined
  /** Linux inside Windows, by its generation. */
  readonly wsl: { readonly generation: 1 | 2; readonly kernel: string } | undefined
  /** Whether this processor runs virtual machines, asked only where Docker needs one and does not answer. */
  readonly virtualization: { readonly by: string; readonly isOn: boolean } | undefined
  readonly nodeImage: NodeImageFacts
  /** Asked only while the node image is not here and no proxy stands between. */
  readonly registry: RegistryFacts | undefined
  /** Other clusters that Kindlab made on this Docker. */
  readonly otherClusters: readonly { readonly name: string; readonly isInUse: boolean }[]
}

export interface NodeImageFacts {
  readonly reference: string
  readonly isHere: boolean
  /** From packages, where no registry answers. */
  readonly canBeBuilt: boolean
}

export type RegistryFacts =
  | { readonly kind: 'trusted'; readonly host: string }
  /** Something between here and the registry shows a certificate of its own. */
  | { readonly kind: 'intercepted'; readonly host: string; readonly issuer: string }
  | { readonly kind: 'unreachable'; readonly host: string; readonly detail: string }
