import type { Duplex } from 'node:stream'
import type { Disposable } from '#contract/lifecycle.ts'
import type { TerminalFacts, TerminalSize, TerminalTarget } from '#contract/terminal.ts'

/** Opens shells for learners. Terminals outlive the engine; `list` finds them again. */
export interface TerminalHost {
  open(request: TerminalRequest): Promise<TerminalFacts>
  attach(id: string, size: TerminalSize): Promise<AttachedTerminal>
  list(): Promise<readonly TerminalFacts[]>
  /** Ends the shell and everything it started. */
  close(id: string): Promise<void>
  closeAll(attempt: string): Promise<void>
  /** Makes open terminals of an attempt use a new kubeconfig (after a reset). */
  refresh(attempt: string, identity: LearnerIdentity): Promise<void>
}

export interface TerminalRequest {
  readonly target: TerminalTarget
  readonly identity: LearnerIdentity
  readonly size: TerminalSize
  readonly locale: 'en' | 'ko'
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
  readonly exited: Promise<number>
}
