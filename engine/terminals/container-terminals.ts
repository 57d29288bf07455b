import { ProblemError } from '#contract/problem.ts'
import type { TerminalFacts } from '#contract/terminal.ts'
import type { ReadyCluster } from '../cluster/cluster-provider.ts'
import type { ContainerFacts, ContainerRuntime } from '../runtime/container-runtime.ts'
import { createNodeTerminals, isNodeTerminal } from './node-terminals.ts'
import { Recordings } from './recordings.ts'
import { joinTerminal, startTerminal } from './start-terminal.ts'
import {
  freshKubeconfig,
  labelsOf,
  type LearnerUser,
  nameOfOpen,
  nameOfWaiting,
  newTerminalId,
  terminalFrom,
  terminalLabel,
  type TerminalPlace,
} from './terminal-container.ts'
import type { LearnerIdentity, ScriptResult, TerminalHost, TerminalRequest } from './terminal-host.ts'
import { takeWaiting, waitingTerminals } from './waiting-terminals.ts'

export interface ContainerTerminalsOptions {
  readonly runtime: ContainerRuntime
  readonly cluster: Pick<ReadyCluster, 'facts' | 'network' | 'images'>
  /** From `learnerUser`. */
  readonly user: LearnerUser
}

/**
 * Terminals as containers of their own on the cluster's network: a learner's rights, their files, nothing of the host's besides.
 * What is open is read from Docker, so an engine that starts again finds it.
 */
export function createContainerTerminals({ runtime, cluster, user }: ContainerTerminalsOptions): TerminalHost {
  const place: TerminalPlace = { cluster: cluster.facts.name, network: cluster.network, image: cluster.images.terminal, user }
  const recordings = new Recordings()
  const nodes = createNodeTerminals(runtime, place.cluster)
  /** Attempt → the shell that is being started to wait. */
  const preparing = new Map<string, Promise<void>>()

  const start = async (identity: LearnerIdentity, nameOf: (id: string) => string): Promise<string> => {
    const id = newTerminalId()
    recordings.keep(id, await startTerminal(runtime, { id, name: nameOf(id), place, identity }))
    return id
  }
  const startWaiting = async (identity: LearnerIdentity): Promise<void> => {
    if ((await waitingTerminals(runtime, place.cluster, identity.attempt)).length === 0) await start(identity, nameOfWaiting)
  }
  const prepare = ({ attempt }: LearnerIdentity, begin: () => Promise<void>): Promise<void> => {
    const under = preparing.get(attempt) ?? begin().finally(() => preparing.delete(attempt))
    preparing.set(attempt, under)
    return under
  }
  const openShell = async ({ identity, size }: TerminalRequest): Promise<TerminalFacts> => {
    const id = (await takeWaiting(runtime, place.cluster, identity.attempt)) ?? (await start(identity, nameOfOpen))
    await runtime.resize(nameOfOpen(id), size)
    return find(id)
  }
  const find = async (id: string): Promise<TerminalFacts> => {
    const container = await runtime.container(nameOfOpen(id))
    const facts = container && terminalFrom(container)
    if (facts === undefined) throw new ProblemError({ code: 'terminal-gone', params: { id } })
    return facts
  }
  const containersOf = (attempt: string): Promise<readonly ContainerFacts[]> => runtime.containers({ ...labelsOf(place.cluster, attempt), [terminalLabel]: '' })
  const remove = async ({ id, labels }: ContainerFacts): Promise<void> => {
    await recordings.drop(labels[terminalLabel] ?? '')
    await runtime.remove(id)
  }

  return {
    open: (request) => (request.target.kind === 'node' ? nodes.open(request.target, request.size) : openShell(request)),
    prepare: (identity) => prepare(identity, () => startWaiting(identity)),
    attach: async (id, size) => {
      if (isNodeTerminal(id)) return nodes.attach(id, size)
      const recording = await recordings.get(id, async () => joinTerminal(runtime, await find(id), size))
      return recordings.attach(recording, size, () => runtime.waitForExit(nameOfOpen(id)))
    },
    list: async () => {
      const containers = await runtime.containers({ ...labelsOf(place.cluster, ''), [terminalLabel]: '' })
      return [...containers.flatMap((one) => terminalFrom(one) ?? []), ...nodes.list()]
    },
    close: async (id) => {
      if (isNodeTerminal(id)) return nodes.close(id)
      await recordings.drop(id)
      await runtime.remove(nameOfOpen(id))
    },
    closeAll: async (attempt) => {
      await preparing.get(attempt)?.catch(() => {})
      await Promise.all([nodes.closeAll(attempt), ...(await containersOf(attempt)).map(remove)])
    },
    refresh: async ({ attempt, kubeconfig }) => {
      await preparing.get(attempt)?.catch(() => {})
      const files = freshKubeconfig(user, kubeconfig)
      await Promise.all((await containersOf(attempt)).map(({ id }) => runtime.putArchive(id, '/', files)))
    },
    controlPlane: () => nodes.controlPlane(),
    runScript: async (identity, script, { signal, onNode = false } = {}) => {
      if (onNode) return nodes.run(script, signal)
      await prepare(identity, () => startWaiting(identity))
      const [waiting] = await waitingTerminals(runtime, place.cluster, identity.attempt)
      if (waiting === undefined) throw new ProblemError({ code: 'terminal-gone', params: {} })
      return runInContainer(runtime, waiting.id, { user, script, signal })
    },
    dispose: () => {
      recordings.dispose()
      nodes.dispose()
    },
  }
}

interface Script {
  readonly user: LearnerUser
  readonly script: string
  readonly signal: AbortSignal | undefined
}

/** In a container whose shell waits, by its id: should somebody take it meanwhile, the script goes on. */
async function runInContainer(runtime: ContainerRuntime, container: string, { user, script, signal }: Script): Promise<ScriptResult> {
  const options = { user: `${user.uid}:${user.gid}`, ...(signal === undefined ? {} : { signal }) }
  const { exitCode, stdout, stderr } = await runtime.exec(container, ['/bin/bash', '-c', script], options)
  return { exitCode, output: stdout + stderr }
}
