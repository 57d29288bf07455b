import type { TerminalFacts, TerminalSize } from '#contract/terminal.ts'
import { ProblemError } from '#contract/problem.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import { joinRecording, pastRecording } from './join-recording.ts'
import { type Line, Recording } from './recording.ts'
import { firstFiles, nameOfOpen, type NewTerminal, terminalSpec } from './terminal-container.ts'

/** Starts a shell in a container of its own. What could not be started is removed. */
export async function startTerminal(runtime: ContainerRuntime, terminal: NewTerminal): Promise<Recording> {
  const { place, identity } = terminal
  const container = await runtime.create(terminalSpec(terminal)).catch((error: unknown) => {
    throw isNotShared(error) ? notShared(identity.workspace, error) : error
  })
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
export async function joinTerminal(runtime: ContainerRuntime, { id, state }: TerminalFacts, size: TerminalSize): Promise<Recording> {
  const name = nameOfOpen(id)
  if (state === 'exited') return pastRecording(await runtime.logs(name))
  return joinRecording({ attach: () => lineOf(runtime, name), log: () => runtime.logs(name) }, size)
}

async function lineOf(runtime: ContainerRuntime, container: string): Promise<Line> {
  return { stream: await runtime.attach(container), resize: (size) => runtime.resize(container, size) }
}

/** Docker looks for a folder on its own machine, which need not be this one; so it does when it runs in a virtual one. */
function isNotShared(error: unknown): boolean {
  return error instanceof Error && /bind source path does not exist|mounts denied|path .* is not shared/i.test(error.message)
}

function notShared(folder: string, cause: unknown): ProblemError {
  return new ProblemError({ code: 'terminal-workspace-not-shared', params: { folder } }, { cause })
}
