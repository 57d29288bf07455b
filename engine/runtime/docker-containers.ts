import type { Duplex } from 'node:stream'
import { finished } from 'node:stream/promises'
import type Docker from 'dockerode'
import type { ContainerFacts, ContainerRuntime, ContainerSpec, Labels } from './container-runtime.ts'
import { asking, askingUnless, notFound } from './docker-error.ts'
import { execInContainer } from './docker-exec.ts'
import { openExecTerminal } from './exec-terminal.ts'
import { detachKeys } from './detach-keys.ts'
import { createOptions } from './create-options.ts'
import { Demultiplexer } from './demultiplex.ts'
import { factsOfInspected, factsOfListed } from './container-facts.ts'
import { labelFilter } from './label-filter.ts'
import { openAnswer } from './open-answer.ts'

type ContainerCalls = Pick<
  ContainerRuntime,
  'containers' | 'container' | 'create' | 'start' | 'stop' | 'pause' | 'unpause' | 'rename' | 'remove' | 'attach' | 'resize' | 'logs' | 'waitForExit' | 'exec' | 'execTerminal' | 'putArchive'
>

/** The calls of the port that are about containers. */
export function containerCalls(docker: Docker): ContainerCalls {
  return {
    containers: (labels) => listContainers(docker, labels),
    container: (nameOrId) => readContainer(docker, nameOrId),
    create: (spec) => createContainer(docker, spec),
    start: (id) => change(`start ${id}`, isAlready, docker.getContainer(id).start()),
    stop: (id, graceSeconds) => change(`stop ${id}`, isAlready, docker.getContainer(id).stop(graceSeconds === undefined ? {} : { t: graceSeconds })),
    pause: (id) => change(`pause ${id}`, isAlreadyPaused, docker.getContainer(id).pause()),
    unpause: (id) => change(`unpause ${id}`, isNotPaused, docker.getContainer(id).unpause()),
    rename: (id, name) => asking(`rename ${id}`, docker.getContainer(id).rename({ name })),
    remove: (id) => removeContainer(docker, id),
    attach: (id, options) => attachTo(docker, id, options?.withLog ?? false),
    resize: (id, { columns, rows }) => asking(`resize ${id}`, docker.getContainer(id).resize({ w: columns, h: rows })),
    logs: (id, tailLines) => readLog(docker, id, tailLines),
    waitForExit: (id, signal) => waitForExit(docker, id, signal),
    exec: (id, command, options) => execInContainer(docker, id, command, options),
    execTerminal: (id, command, options) => openExecTerminal(docker, id, command, options),
    putArchive: async (id, path, tar) => {
      await asking(`put files into ${id}`, docker.getContainer(id).putArchive(tar, { path }))
    },
  }
}

const isAlready = (status: number | undefined): boolean => status === 304
const isAlreadyPaused = (_status: number | undefined, reason: string): boolean => /already paused/i.test(reason)
const isNotPaused = (_status: number | undefined, reason: string): boolean => /is not paused/i.test(reason)
const isBeingRemoved = (status: number | undefined, reason: string): boolean => status === 409 && /already in progress/i.test(reason)

async function change(what: string, fine: Parameters<typeof askingUnless>[1], answer: Promise<unknown>): Promise<void> {
  await askingUnless(what, fine, answer)
}

async function listContainers(docker: Docker, labels: Labels): Promise<readonly ContainerFacts[]> {
  const list = await asking('list containers', docker.listContainers({ all: true, filters: labelFilter(labels) }))
  return list.map(factsOfListed)
}

async function readContainer(docker: Docker, nameOrId: string): Promise<ContainerFacts | undefined> {
  const found = await askingUnless(`look at ${nameOrId}`, notFound, docker.getContainer(nameOrId).inspect())
  return found && factsOfInspected(found)
}

async function createContainer(docker: Docker, spec: ContainerSpec): Promise<string> {
  const { id } = await asking(`create ${spec.name}`, docker.createContainer(createOptions(spec)))
  return id
}

/** When someone else is already removing it, waits until it is gone. */
async function removeContainer(docker: Docker, id: string): Promise<void> {
  const container = docker.getContainer(id)
  const outcome = container.remove({ v: true, force: true }).then(() => 'removed')
  const fine = (status: number | undefined, reason: string): boolean => notFound(status) || isBeingRemoved(status, reason)
  if (await askingUnless(`remove ${id}`, fine, outcome)) return
  await askingUnless(`remove ${id}`, notFound, container.wait({ condition: 'removed' }))
}

async function attachTo(docker: Docker, id: string, withLog: boolean): Promise<Duplex> {
  const options = { stream: true, stdin: true, stdout: true, stderr: true, hijack: true, logs: withLog, detachKeys }
  const stream = await asking(`attach to ${id}`, docker.getContainer(id).attach(options))
  // A hijacked answer is the socket itself.
  return stream as Duplex
}

/** Asked for as a stream: the client would read a log that happens to be JSON as a value. */
async function readLog(docker: Docker, id: string, tailLines: number | undefined): Promise<Buffer> {
  const { Config: config } = await asking(`read the log of ${id}`, docker.getContainer(id).inspect())
  const query = [['stdout', 'true'], ['stderr', 'true'], ['tail', tailLines === undefined ? 'all' : String(tailLines)]] as const
  const stream = await asking(`read the log of ${id}`, openAnswer(docker, `/containers/${id}/logs`, query))
  const output = new Demultiplexer()
  const raw: Buffer[] = []
  stream.on('data', (chunk: Buffer) => (config.Tty ? raw.push(chunk) : output.push(chunk)))
  await finished(stream, { writable: false })
  return Buffer.concat(config.Tty ? raw : output.both)
}

async function waitForExit(docker: Docker, id: string, signal: AbortSignal | undefined): Promise<number> {
  signal?.throwIfAborted()
  try {
    const { StatusCode: exitCode } = await asking(`wait for ${id}`, docker.getContainer(id).wait(signal ? { abortSignal: signal } : {}))
    return exitCode
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}
