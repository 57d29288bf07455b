import { createWriteStream } from 'node:fs'
import type { Progress } from '#contract/progress.ts'
import type { StepCode } from '#contract/messages/steps.ts'
import { type ClusterFiles, makeClusterFolder } from './cluster-files.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'

/** A Progress that also keeps everything in the cluster's log file, with the time each step took. */
export interface OperationLog {
  readonly progress: Progress
  /** Everything that was logged, for those who look for a cause in it. */
  text(): string
  durations(): readonly StepDuration[]
  close(): Promise<void>
}

export interface StepDuration {
  readonly step: StepCode
  readonly milliseconds: number
}

export async function openOperationLog(files: ClusterFiles, outer: Progress): Promise<OperationLog> {
  await makeClusterFolder(files)
  const file = createWriteStream(files.log, { mode: 0o600 })
  // A full disk must not end the operation a second time; what it says is in the operation's own failure.
  file.on('error', () => {})
  const lines: string[] = []
  const begun: { step: StepCode; at: number }[] = []
  const write = (line: string): void => {
    lines.push(line)
    file.write(`${line}\n`)
  }
  const progress: Progress = {
    signal: outer.signal,
    step: (code, params) => {
      begun.push({ step: code, at: performance.now() })
      write(`${new Date().toISOString()} ${code}`)
      outer.step(code, params)
    },
    fraction: (done, note) => outer.fraction(done, note),
    log: (line) => {
      write(line)
      outer.log(line)
    },
  }
  const durations = (): StepDuration[] => durationsOf(begun, performance.now())
  return { progress, text: () => lines.join('\n'), durations, close: () => new Promise((resolve) => file.end(resolve)) }
}

/** Each step lasts until the next begins. */
export function durationsOf(begun: readonly { readonly step: StepCode; readonly at: number }[], end: number): StepDuration[] {
  return begun.map(({ step, at }, index) => ({ step, milliseconds: Math.round((begun[index + 1]?.at ?? end) - at) }))
}

export async function keepDurations(files: ClusterFiles, durations: readonly StepDuration[]): Promise<void> {
  await writeFileAtomically(files.steps, `${JSON.stringify(durations, undefined, 2)}\n`)
}
