import type { Duplex } from 'node:stream'
import type { Disposable } from '#contract/lifecycle.ts'
import type { TerminalFacts, TerminalSize, TerminalTarget } from '#contract/terminal.ts'

/** Opens shells for learners. Terminals outlive the engine; `list` finds them again. Disposing lets go of them and leaves them running. */
export interface TerminalHost extends Disposable {
  open(request: TerminalRequest): Promise<TerminalFacts>
  /** Has a shell waiting, so that the next `open` of the same attempt is at its prompt at once. One that waits already is enough. */
  prepare(identity: LearnerIdentity): Promise<void>
  attach(id: string, size: TerminalSize): Promise<AttachedTerminal>
  list(): Promise<readonly TerminalFacts[]>
  /** Ends the shell and everything it started. */
  close(id: string): Promise<void>
  /** Ends every terminal of an attempt, waiting shells too. */
  closeAll(attempt: string): Promise<void>
  /** Makes open terminals of an attempt use a new kubeconfig (after a reset). */
  refresh(identity: LearnerIdentity): Promise<void>
  /** Runs a script to its end as the learner, where their terminals are, or as root on the control plane's node. Aborting ends it. */
  runScript(identity: LearnerIdentity, script: string, options?: ScriptOptions): Promise<ScriptResult>
  /** The node that a node shell is opened on. @throws ProblemError where nodes are none of ours. */
  controlPlane(): Promise<string>
}

export interface TerminalRequest {
  readonly target: TerminalTarget
  readonly identity: LearnerIdentity
  readonly size: TerminalSize
}

/** What a learner's shell may be: a kubeconfig with their rights, in the attempt's first namespace. */
export interface LearnerIdentity {
  readonly attempt: string
  /** As the container reaches it: internal address. */
  readonly kubeconfig: string
  readonly namespace: string
  /** The learner's files on this machine. */
  readonly workspace: string
}

export interface AttachedTerminal extends Disposable {
  /** Scrollback first, then what comes; write keys into it. Ending it detaches. */
  readonly stream: Duplex
  resize(size: TerminalSize): Promise<void>
  /** The program's exit code; rejects where it cannot be known any more. */
  readonly exited: Promise<number>
}

export interface ScriptOptions {
  readonly signal?: AbortSignal
  readonly onNode?: boolean
}

export interface ScriptResult {
  readonly exitCode: number
  /** Standard output and error, each whole. */
  readonly output: string
}
