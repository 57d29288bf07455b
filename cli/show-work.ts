import { workAfter, workBegun, workEnded } from '#contract/follow-work.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import type { Locale } from '#contract/locale.ts'
import { progressTo, type Progress } from '#contract/progress.ts'
import { sayDuration, sayStep } from '#contract/say.ts'
import type { EngineStatus, Work, WorkStep } from '#contract/status.ts'
import cliTruncate from 'cli-truncate'
import pc from 'picocolors'
import type { Engine } from '../engine/engine.ts'

export interface ShowOptions {
  readonly locale: Locale
  readonly stream: NodeJS.WriteStream
  readonly verbose: boolean
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

/** Shows a long operation on a terminal as it goes: done steps as lines, the present one as a line that moves. */
export function showWork(engine: Engine, options: ShowOptions): Disposable {
  const screen = new WorkScreen(options)
  const following = engine.onStatus((status) => screen.follow(status))
  const ticking = options.stream.isTTY ? setInterval(() => screen.tick(), 100) : undefined
  return {
    dispose() {
      following.dispose()
      clearInterval(ticking)
      screen.clear()
    },
  }
}

/** Shows work that is not the engine's in the same way, for as long as it takes. */
export async function withShownProgress<Result>(options: ShowOptions, signal: AbortSignal, work: (progress: Progress) => Promise<Result>): Promise<Result> {
  const showing = showProgress(options, signal)
  try {
    const result = await work(showing.progress)
    showing.done()
    return result
  } finally {
    showing.dispose()
  }
}

interface ShownProgress extends Disposable {
  readonly progress: Progress
  /** The last step has ended well. */
  done(): void
}

function showProgress(options: ShowOptions, signal: AbortSignal): ShownProgress {
  const screen = new WorkScreen(options)
  let work = workBegun('up', Date.now())
  const change = (next: Work): void => {
    work = next
    screen.follow({ work })
  }
  const ticking = options.stream.isTTY ? setInterval(() => screen.tick(), 100) : undefined
  return {
    progress: progressTo((event) => change(workAfter(work, event)), signal),
    done: () => change(workEnded(work, Date.now())),
    dispose() {
      clearInterval(ticking)
      screen.clear()
    },
  }
}

class WorkScreen {
  private readonly options: ShowOptions
  private work: Work | undefined
  private finished = 0
  private logged = 0
  private frame = 0

  constructor(options: ShowOptions) {
    this.options = options
  }

  follow({ work }: Pick<EngineStatus, 'work'>): void {
    if (work === undefined) return
    if (work.startedAt !== this.work?.startedAt) this.begin()
    this.work = work
    if (this.options.verbose) this.printLog(work)
    for (const step of work.steps.slice(this.finished)) {
      if (step.endedAt === undefined) break
      this.finished += 1
      this.print(doneLine(step, this.options.locale))
    }
    this.tick()
  }

  tick(): void {
    const { stream, locale } = this.options
    const step = this.work?.outcome.kind === 'running' ? this.work.steps[this.finished] : undefined
    if (!stream.isTTY || step === undefined) return
    this.frame += 1
    const line = `${pc.cyan(frames[this.frame % frames.length])} ${runningText(step, locale)}`
    this.clear()
    stream.write(cliTruncate(line, (stream.columns || 80) - 1))
  }

  clear(): void {
    if (this.options.stream.isTTY) this.options.stream.write('\r\x1b[2K')
  }

  private begin(): void {
    this.finished = 0
    this.logged = 0
  }

  private print(line: string): void {
    this.clear()
    this.options.stream.write(`${line}\n`)
  }

  private printLog(work: Work): void {
    const fresh = work.logged - this.logged
    if (fresh > 0) for (const line of work.log.slice(-fresh)) this.print(pc.dim(`  ${line}`))
    this.logged = work.logged
  }
}

const doneLine = (step: WorkStep, locale: Locale): string =>
  `${pc.green('✓')} ${sayStep(step.code, step.params, locale)} ${pc.dim(sayDuration((step.endedAt ?? step.startedAt) - step.startedAt, locale))}`

function runningText(step: WorkStep, locale: Locale): string {
  const elapsed = pc.dim(sayDuration(Date.now() - step.startedAt, locale))
  const percent = step.done === undefined ? '' : ` ${Math.round(step.done * 100)} %`
  return `${sayStep(step.code, step.params, locale)}${percent}${step.note ? ` · ${step.note}` : ''} ${elapsed}`
}
