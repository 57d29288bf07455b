import type { TerminalSize } from '#contract/terminal.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import { joinRecording } from './join-recording.ts'
import { type Line, Recording } from './recording.ts'
import { firstFiles, nameOfOpen, type NewTerminal, terminalSpec } from './terminal-container.ts'

/** Starts a shell in a container of its own. What could not be started is removed. */
export async function startTerminal(runtime: ContainerRuntime, terminal: NewTerminal): Promise<Recording> {
  const { place, identity } = terminal
  const container = await runtime.create(terminalSpec(terminal))
  try {
    // Attached before it starts, nothing that it writes can be missed.
    const [line] = await Promise.all([lineOf(runtime, container), runtime.putArchive(container, '/', firstFiles(place.user, identity.kubeconfig))])
    await runtime.start(container)
    return new Recording(line)
  } catch (error) {
    await runtime.remove(container)
    throw error
  }
}

/** Reads on at a terminal that an earlier engine opened. */
export async function joinTerminal(runtime: ContainerRuntime, id: string, size: TerminalSize): Promise<Recording> {
  const name = nameOfOpen(id)
  return joinRecording({ attach: () => lineOf(runtime, name), log: () => runtime.logs(name) }, size)
}

async function lineOf(runtime: ContainerRuntime, container: string): Promise<Line> {
  return { stream: await runtime.attach(container), resize: (size) => runtime.resize(container, size) }
}
