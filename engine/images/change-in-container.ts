import { randomUUID } from 'node:crypto'
import type { Progress } from '#contract/progress.ts'
import { ProgramError, pasteable } from '../programs/run-program.ts'
import type { ContainerRuntime, ContainerSpec } from '../runtime/container-runtime.ts'
import { tarOf } from './tar-stream.ts'

export interface ContainerChange {
  readonly from: string
  readonly to: string
  readonly command: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly network: 'host' | 'none'
  readonly mounts?: ContainerSpec['mounts']
  /** A folder of this machine copied in before the command; unlike a mount that works with an engine elsewhere too. */
  readonly files?: { readonly source: string; readonly target: string }
  /** Dockerfile instructions for the image. */
  readonly changes: readonly string[]
  readonly cache: string
  readonly progress: Progress
}

/** On containers that exist only while an image is built: the cache of the build. */
const buildLabel = 'dev.kindlab.build'

/** An image that is committed keeps the labels of its container, and so do nodes and terminals made of it: only a name tells a build. */
const namesBegin = 'kindlab-build-'

/** Makes an image by running one command in a container of another and committing what it left. */
export async function changeInContainer(runtime: ContainerRuntime, change: ContainerChange): Promise<void> {
  const id = await createContainer(runtime, change)
  try {
    if (change.files) await putFiles(runtime, id, change.files)
    await runtime.start(id)
    await runInside(runtime, id, change)
    await runtime.commit(id, change.to, change.changes)
  } finally {
    await runtime.remove(id)
  }
}

/** Containers of builds in this cache that were killed. Only while no other build of it runs. */
export async function removeBuildContainers(runtime: ContainerRuntime, cache: string): Promise<void> {
  const leftovers = await runtime.containers({ [buildLabel]: cache })
  await Promise.all(leftovers.filter(({ name }) => name.startsWith(namesBegin)).map((one) => runtime.remove(one.id)))
}

async function createContainer(runtime: ContainerRuntime, change: ContainerChange): Promise<string> {
  const id = await runtime.create({
    name: `${namesBegin}${randomUUID().slice(0, 8)}`,
    image: change.from,
    entrypoint: ['sleep'],
    command: ['infinity'],
    labels: { [buildLabel]: change.cache },
    network: change.network,
    ...(change.mounts ? { mounts: change.mounts } : {}),
  })
  return id
}

async function putFiles(runtime: ContainerRuntime, id: string, { source, target }: NonNullable<ContainerChange['files']>): Promise<void> {
  using tar = tarOf(source)
  await runtime.putArchive(id, target, tar.stream)
}

async function runInside(runtime: ContainerRuntime, id: string, { command, environment, progress }: ContainerChange): Promise<void> {
  const { signal } = progress
  const { exitCode, stdout, stderr } = await runtime.exec(id, command, { signal, ...(environment ? { environment } : {}) })
  const output = stdout + stderr
  for (const line of output.trimEnd().split('\n').slice(-20)) progress.log(line)
  if (exitCode !== 0) throw new ProgramError(pasteable(command[0] ?? '', command.slice(1, 2)), exitCode, output)
  signal.throwIfAborted()
}
