/// <reference path="./globals.d.ts" />
import type { TextParams } from './locale.ts'
import type { StepCode } from './messages/steps.ts'

/**
 * What every long operation takes: how to stop it, and where to say how far it is.
 * An operation ends soon after `signal` aborts, throws the signal's reason, and leaves nothing half-made.
 */
export interface Progress {
  readonly signal: AbortSignal
  /** A new step begins; the one before it is done. */
  step(code: StepCode, params?: TextParams): void
  /** How much of the current step is done, 0 to 1, with an optional note such as "120 of 340 MB". */
  fraction(done: number, note?: string): void
  /** A line for the log: what a program printed, never translated. */
  log(line: string): void
}

/** What a Progress reports, as a value that can travel. Times are milliseconds since the epoch. */
export type ProgressEvent =
  | { readonly kind: 'step'; readonly at: number; readonly code: StepCode; readonly params: TextParams }
  | { readonly kind: 'fraction'; readonly at: number; readonly done: number; readonly note?: string }
  | { readonly kind: 'log'; readonly at: number; readonly line: string }

/** A Progress that hands each report to `report`. */
export function progressTo(report: (event: ProgressEvent) => void, signal: AbortSignal): Progress {
  return {
    signal,
    step: (code, params = {}) => report({ kind: 'step', at: Date.now(), code, params }),
    fraction: (done, note) => report({ kind: 'fraction', at: Date.now(), done, ...(note === undefined ? {} : { note }) }),
    log: (line) => report({ kind: 'log', at: Date.now(), line }),
  }
}

/** For callers that only want the result. */
export const silentProgress = (signal: AbortSignal): Progress => progressTo(() => {}, signal)
