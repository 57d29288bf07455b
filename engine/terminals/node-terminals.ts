import type { Disposable } from '#contract/lifecycle.ts'
import { ProblemError } from '#contract/problem.ts'
import type { TerminalFacts, TerminalSize } from '#contract/terminal.ts'
import { kindClusterLabel } from '../cluster/cluster-marks.ts'
import type { ContainerRuntime, ExecTerminal } from '../runtime/container-runtime.ts'
import { commandToEnd } from '../runtime/command-to-end.ts'
import { Recording } from './recording.ts'
import { Recordings } from './recordings.ts'
import { newTerminalId } from './terminal-container.ts'
import type { AttachedTerminal } from './terminal-host.ts'

/**
 * Root's shells on the cluster's nodes, for labs about kubelet, containerd and kube-proxy. A program in somebody else's container
 * cannot be attached again by another engine, so these live as long as this one.
 */
export interface NodeTerminals extends Disposable {
  open(node: string, size: TerminalSize): Promise<TerminalFacts>
  attach(id: string, size: TerminalSize): Promise<AttachedTerminal>
  list(): readonly TerminalFacts[]
  close(id: string): Promise<void>
}

const prefix = 'node-'
const mark = 'KINDLAB_TERMINAL'
export const isNodeTerminal = (id: string): boolean => id.startsWith(prefix)

interface NodeShell {
  readonly node: string
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
    if (shell !== undefined) await runtime.exec(shell.node, commandToEnd(`${mark}=${id}`))
  }
  return {
    open: async (node, size) => {
      await refuseOthers(runtime, cluster, node)
      const id = prefix + newTerminalId()
      const environment = { [mark]: id, LANG: 'C.UTF-8', TERM: 'xterm-256color', KUBECONFIG: '/etc/kubernetes/admin.conf' }
      const terminal = await runtime.execTerminal(node, ['/bin/bash'], { user: 'root', environment })
      await terminal.resize(size)
      const shell = { node, createdAt: Date.now(), terminal, recording: new Recording(terminal) }
      shells.set(id, shell)
      return factsOf(id, shell)
    },
    attach: async (id, size) => {
      const { recording, terminal } = find(id)
      return recordings.attach(recording, size, () => terminal.exitCode())
    },
    list: () => [...shells].map(([id, shell]) => factsOf(id, shell)),
    close,
    // Nobody waits for a dispose, and nobody is left to report to.
    dispose: () => [...shells.keys()].forEach((id) => void close(id).catch(() => {})),
  }
}

function factsOf(id: string, { node, createdAt, recording }: NodeShell): TerminalFacts {
  return { id, target: { kind: 'node', node }, createdAt, state: recording.isOver ? 'exited' : 'running' }
}

/** A name from outside must be a node of this cluster, not any container of this machine. */
async function refuseOthers(runtime: ContainerRuntime, cluster: string, node: string): Promise<void> {
  const container = await runtime.container(node)
  if (container?.labels[kindClusterLabel] === cluster) return
  throw new ProblemError({ code: 'terminal-target-unsupported', params: { target: node } })
}
