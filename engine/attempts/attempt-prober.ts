import { assertNever } from '#contract/lifecycle.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import { ProblemError } from '#contract/problem.ts'
import type { CommandRequest, SampleResult } from '../checks/sample/sample.ts'
import type { Prober } from '../marking/sampler.ts'
import type { ClusterProber } from '../probing/cluster-prober.ts'
import type { LearnerIdentity, TerminalHost } from '../terminals/terminal-host.ts'
import type { Workspace } from '../workspace/workspace.ts'

export interface AttemptProberParts {
  readonly cluster: ClusterProber
  readonly workspace: () => Promise<Workspace>
  readonly identity: () => Promise<LearnerIdentity>
  readonly terminals: Pick<TerminalHost, 'runScript'>
  readonly log: (line: string) => void
}

/** More of a command's output is not kept. */
const mostOutput = 65_536

/** Looks for one attempt's checks: in the cluster, in the learner's files, in a terminal container. */
export function attemptProber({ cluster, workspace, identity, terminals, log }: AttemptProberParts): Prober {
  return {
    async take(request, signal) {
      switch (request.kind) {
        case 'http':
          return cluster.http(request, signal)
        case 'log':
          return cluster.log(request, signal)
        case 'promql':
          return cluster.promql(request, signal)
        case 'file': {
          const content = await (await workspace()).read(request.path)
          return { kind: 'file', ...(content === undefined ? {} : { text: content.toString('utf8') }) }
        }
        case 'command':
          return runCommand(request, await identity(), terminals, signal)
        default:
          return assertNever(request)
      }
    },
    onChange: (kind, listener) => (kind === 'file' ? watchSoon(workspace, listener, log) : { dispose: () => {} }),
    release: (request) => {
      if (request.kind === 'http') void cluster.release(request).catch((error: unknown) => log(`a probe was not taken away: ${String(error)}`))
    },
  }
}

async function runCommand({ script, timeout }: CommandRequest, identity: LearnerIdentity, terminals: AttemptProberParts['terminals'], signal: AbortSignal): Promise<SampleResult> {
  // It may have been closed while the identity was fetched.
  signal.throwIfAborted()
  const late = AbortSignal.timeout(timeout)
  try {
    const { exitCode, output } = await terminals.runScript(identity, script, { signal: AbortSignal.any([signal, late]) })
    return { kind: 'command', exitCode, output: output.slice(-mostOutput) }
  } catch (error) {
    if (late.aborted && !signal.aborted) throw new ProblemError({ code: 'sample-late', params: { seconds: timeout / 1000 } }, { cause: error })
    throw error
  }
}

/** Opening a workspace takes a moment; whoever lets go before it is open hears nothing. */
function watchSoon(workspace: AttemptProberParts['workspace'], listener: () => void, log: (line: string) => void): Disposable {
  let isOver = false
  let watching: Disposable | undefined
  const begin = async (): Promise<void> => {
    const watch = await (await workspace()).watch(listener)
    if (isOver) watch.dispose()
    else watching = watch
  }
  begin().catch((error: unknown) => log(`the workspace is not watched: ${String(error)}`))
  return {
    dispose: () => {
      isOver = true
      watching?.dispose()
    },
  }
}
