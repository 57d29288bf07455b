import type { Duplex, Readable } from 'node:stream'
import type { Disposable } from '#contract/lifecycle.ts'
import type { Progress } from '#contract/progress.ts'

/**
 * What Kindlab asks of the container engine, and nothing more. Every call rejects with a ProblemError
 * (`docker-not-answering`, `image-missing`, …) where a person can act, else with the engine's own error as cause.
 */
export interface ContainerRuntime {
  /** The host to hand to programs that call `docker` themselves (kind): `{ DOCKER_HOST: 'unix:///…' }` and a PATH that finds it. */
  readonly environment: Readonly<Record<string, string>>
  facts(): Promise<RuntimeFacts>

  containers(labels: Labels): Promise<readonly ContainerFacts[]>
  /** Calls back when containers with these labels start, end, freeze or go, and a last time when the engine tells no more. */
  follow(labels: Labels, listener: (news: News) => void): Promise<Disposable>
  container(nameOrId: string): Promise<ContainerFacts | undefined>
  create(spec: ContainerSpec): Promise<string>
  start(id: string): Promise<void>
  stop(id: string, graceSeconds?: number): Promise<void>
  pause(id: string): Promise<void>
  unpause(id: string): Promise<void>
  rename(id: string, name: string): Promise<void>
  /** Removes a container and its anonymous volumes; one that is not there is fine. */
  remove(id: string): Promise<void>
  /**
   * The container's TTY, both ways, raw bytes. Ending the stream detaches and leaves the program running.
   * `withLog` sends everything that was written before first, with no gap between.
   */
  attach(id: string, options?: { readonly withLog?: boolean }): Promise<Duplex>
  resize(id: string, size: { columns: number; rows: number }): Promise<void>
  /** What a container has written, oldest first, at most `tailLines` lines. */
  logs(id: string, tailLines?: number): Promise<Buffer>
  waitForExit(id: string, signal?: AbortSignal): Promise<number>
  /** Runs a program to its end inside a running container. */
  exec(id: string, command: readonly string[], options?: ExecOptions): Promise<ExecResult>
  /** Starts a program with a TTY inside a running container. It outlives the stream: whoever starts it must see to its end. */
  execTerminal(id: string, command: readonly string[], options?: Pick<ExecOptions, 'user' | 'environment'>): Promise<ExecTerminal>
  /** Puts a tar stream into a container's folder. */
  putArchive(id: string, path: string, tar: Buffer | Readable): Promise<void>

  image(reference: string): Promise<ImageFacts | undefined>
  images(labels: Labels): Promise<readonly ImageFacts[]>
  /** Pulls by tag and, where given, digest; a wrong digest is refused. Resumes layers after a cut. */
  pull(reference: string, progress: Progress): Promise<ImageFacts>
  /** Makes an image of a root file system's tar (`docker import`). */
  importRoot(tar: Readable, reference: string, changes: readonly string[], progress: Progress): Promise<ImageFacts>
  commit(id: string, reference: string, changes: readonly string[]): Promise<ImageFacts>
  tag(source: string, reference: string): Promise<void>
  save(references: readonly string[]): Promise<Readable>
  load(tar: Readable, progress: Progress): Promise<void>
  removeImage(reference: string): Promise<void>

  networks(labels: Labels): Promise<readonly NetworkFacts[]>
  /** By name; undefined when there is none. */
  network(name: string): Promise<NetworkFacts | undefined>
  /** A bridge network (IPv4, masqueraded, with the default network's MTU), so that containers on it find each other by name. */
  createNetwork(name: string, labels: Labels): Promise<NetworkFacts>
  /** Removes a network that no container uses; one that is not there is fine. */
  removeNetwork(id: string): Promise<void>
  volumes(labels: Labels): Promise<readonly { readonly name: string }[]>
  removeVolume(name: string): Promise<void>
}

/** `lost`: the engine has ended, or cannot be heard any more. */
export type News = 'changed' | 'lost'

/** As a filter: all of them must be there; an empty value asks for the key alone. */
export type Labels = Readonly<Record<string, string>>

export interface RuntimeFacts {
  readonly version: string
  readonly operatingSystem: string
  readonly architecture: string
  readonly cpus: number
  readonly memoryBytes: number
  readonly rootDirectory: string
  readonly cgroup: 'v1' | 'v2'
  readonly rootless: boolean
  /** Docker's containerd image store, with which `kind load docker-image` fails (kind #3795). */
  readonly containerdImageStore: boolean
  /** The engine's own proxy for pulls; empty where it has none. */
  readonly proxy: { readonly http: string; readonly https: string; readonly except: string }
  /** The engine's clock, milliseconds since the epoch. */
  readonly systemTime?: number
}

export interface ContainerFacts {
  readonly id: string
  readonly name: string
  readonly image: string
  readonly labels: Labels
  readonly state: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead'
  readonly createdAt: number
  readonly exitCode?: number
  readonly networks: Readonly<Record<string, { readonly ipv4: string }>>
}

export interface NetworkFacts {
  readonly id: string
  readonly name: string
  readonly labels: Labels
}

export interface ImageFacts {
  readonly id: string
  readonly tags: readonly string[]
  readonly digests: readonly string[]
  readonly sizeBytes: number
  readonly labels: Labels
}

export interface ContainerSpec {
  readonly name: string
  readonly image: string
  readonly command?: readonly string[]
  readonly entrypoint?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly labels: Labels
  readonly network?: string
  /** With a TTY whose input stays open when whoever is attached leaves. */
  readonly tty?: boolean
  readonly user?: string
  readonly workingDirectory?: string
  readonly hostname?: string
  /** Host folder or volume name → where it is seen inside. */
  readonly mounts?: readonly { readonly source: string; readonly target: string; readonly kind: 'bind' | 'volume'; readonly readOnly?: boolean }[]
  readonly memoryBytes?: number
  /** How many processes it may have at once. */
  readonly processes?: number
  /** How much of what it writes is kept for `logs`, the newest (two rotated files of half that size); without it, as the engine is set up. */
  readonly logBytes?: number
  readonly privileged?: boolean
  /** Without the capabilities that only a program which builds systems needs (devices, raw packets…), and unable to gain any. */
  readonly confined?: boolean
  readonly tmpfs?: readonly string[]
}

export interface ExecOptions {
  readonly input?: string | Buffer | Readable
  readonly user?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

export interface ExecResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export interface ExecTerminal {
  /** Ends when the program does. */
  readonly stream: Duplex
  resize(size: { columns: number; rows: number }): Promise<void>
  /** The exit code; asked once the stream has ended. */
  exitCode(): Promise<number>
}
