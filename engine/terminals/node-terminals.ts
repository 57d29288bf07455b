import type { Disposable } from '#contract/lifecycle.ts'
import { ProblemError } from '#contract/problem.ts'
import type { TerminalFacts, TerminalSize, TerminalTarget } from '#contract/terminal.ts'
import { kindClusterLabel, kindRoleLabel } from '../cluster/cluster-marks.ts'
import type { ContainerRuntime, ExecTerminal } from '../runtime/container-runtime.ts'
import { commandToEnd } from '../runtime/command-to-end.ts'
import { Recording } from './recording.ts'
import { Recordings } from './recordings.ts'
import { newTerminalId } from './terminal-container.ts'
import type { AttachedTerminal, ScriptResult } from './terminal-host.ts'

/**
 * Root's shells on the cluster's nodes, for labs about kubelet, containerd and kube-proxy. A program in somebody else's container
 * cannot be attached again by another engine, so these live as long as this one.
 */
export interface NodeTerminals extends Disposable {
  open(place: NodePlace, size: TerminalSize): Promise<TerminalFacts>
  attach(id: string, size: TerminalSize): Promise<AttachedTerminal>
  list(): readonly TerminalFacts[]
  close(id: string): Promise<void>
  closeAll(attempt: string): Promise<void>
  /** Runs a script to its end on the control plane's node. */
  run(script: string, signal: AbortSignal | undefined): Promise<ScriptResult>
  controlPlane(): Promise<string>
}

type NodePlace = Extract<TerminalTarget, { kind: 'node' }>

const prefix = 'node-'
const mark = 'KINDLAB_TERMINAL'
const rootsEnvironment = { LANG: 'C.UTF-8', KUBECONFIG: '/etc/kubernetes/admin.conf' }
export const isNodeTerminal = (id: string): boolean => id.startsWith(prefix)

interface NodeShell {
  readonly place: NodePlace
  readonly createdAt: number
  readonly terminal: ExecTerminal
  readonly recording: Recording
}

export function createNodeTerminals(runtime: ContainerRuntime, cluster: string): NodeTerminals {
  const shells = new Map<string, NodeShell>()
  const recordings = new Recordings()
  const find = (id: string): NodeShell => {
    const shell = shells.get(id)
    if (shell === undefined) throw new ProblemError({ code: 'terminal-gone', params: { id } })
    return shell
  }
  const close = async (id: string): Promise<void> => {
    const shell = shells.get(id)
    shells.delete(id)
    shell?.recording.end()
    if (shell !== undefined) await runtime.exec(shell.place.node, commandToEnd(`${mark}=${id}`))
  }
  const controlPlane = async (): Promise<string> => {
    const nodes = await runtime.containers({ [kindClusterLabel]: cluster, [kindRoleLabel]: 'control-plane' })
    const [first] = nodes.toSorted((one, other) => (one.name < other.name ? -1 : 1))
    if (first === undefined) throw new ProblemError({ code: 'terminal-target-unsupported', params: { target: cluster } })
    return first.name
  }

  return {
    open: async (place, size) => {
      const { node } = place
      await refuseOthers(runtime, cluster, node)
      const id = prefix + newTerminalId()
      const environment = { [mark]: id, TERM: 'xterm-256color', ...rootsEnvironment }
      const terminal = await runtime.execTerminal(node, ['/bin/bash'], { user: 'root', environment })
      await terminal.resize(size)
      const shell = { place, createdAt: Date.now(), terminal, recording: new Recording(terminal) }
      shells.set(id, shell)
      return factsOf(id, shell)
    },
    attach: async (id, size) => {
      const { recording, terminal } = find(id)
      return recordings.attach(recording, size, () => terminal.exitCode())
    },
    list: () => [...shells].map(([id, shell]) => factsOf(id, shell)),
    close,
    closeAll: async (attempt) => {
      const theirs = [...shells].filter(([, { place }]) => place.attempt === attempt)
      await Promise.all(theirs.map(([id]) => close(id)))
    },
    run: async (script, signal) => {
      const options = { user: 'root', environment: rootsEnvironment, ...(signal === undefined ? {} : { signal }) }
      const { exitCode, stdout, stderr } = await runtime.exec(await controlPlane(), ['/bin/bash', '-c', script], options)
      return { exitCode, output: stdout + stderr }
    },
    controlPlane,
    // Nobody waits for a dispose, and nobody is left to report to.
    dispose: () => [...shells.keys()].forEach((id) => void close(id).catch(() => {})),
  }
}

function factsOf(id: string, { place, createdAt, recording }: NodeShell): TerminalFacts {
  return { id, target: place, createdAt, state: recording.isOver ? 'exited' : 'running' }
}

/** A name from outside must be a node of this cluster, not any container of this machine. */
async function refuseOthers(runtime: ContainerRuntime, cluster: string, node: string): Promise<void> {
  const container = await runtime.container(node)
  if (container?.labels[kindClusterLabel] === cluster) return
  throw new ProblemError({ code: 'terminal-target-unsupported', params: { target: node } })
}
