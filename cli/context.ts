import { fillText, type Locale } from '#contract/locale.ts'
import { runtimeQuestions } from '#contract/messages/runtime.ts'
import { ProblemError, problemFrom } from '#contract/problem.ts'
import { createEngine, type Engine, type EngineOptions } from '../engine/engine.ts'
import { ask, isSomebodyThere } from './ask.ts'
import { showWork } from './show-work.ts'
import { chosenLocale, printProblem } from './speak.ts'
import { say, type CliText } from './texts.ts'
import { UsageError } from './usage-error.ts'

/** What every command is given: the engine, the reader's language, and where to print. */
export interface Cli {
  readonly engine: Engine
  readonly locale: Locale
  readonly json: boolean
  /** Ends when the person presses Ctrl-C. */
  readonly signal: AbortSignal
  /** Asks before software is installed or started. */
  readonly ask: NonNullable<EngineOptions['ask']>
  /** Asks before what cannot be undone. */
  sure(question: CliText): Promise<boolean>
  say(key: CliText, params?: Parameters<typeof say>[2]): string
  /** A line of result for a person; silent with --json. */
  print(line: string): void
  /** One document of result for a program; silent without --json. */
  printJson(value: unknown): void
}

export interface GlobalOptions {
  readonly lang?: string
  readonly json?: boolean
  readonly verbose?: boolean
  readonly kubeconfig?: string
  readonly context?: string
}

/** 0 well; 1 a Problem; 2 wrong words; 3 checks that have not passed; 130 ended by Ctrl-C. */
export type ExitCode = 0 | 1 | 2 | 3 | 130

/** Runs a command with an engine of its own, shows its long work, and turns whatever is thrown into words and an exit code. */
export async function runCommand(options: GlobalOptions, command: (cli: Cli) => Promise<ExitCode>): Promise<void> {
  const locale = chosenLocale(options.lang)
  const interrupted = new AbortController()
  const onInterrupt = (): void => interrupted.abort(new ProblemError({ code: 'cancelled', params: {} }))
  process.on('SIGINT', onInterrupt)
  process.on('SIGTERM', onInterrupt)
  try {
    process.exitCode = await runWithEngine(options, locale, interrupted.signal, command)
  } catch (error) {
    report(error, locale, options)
    process.exitCode = interrupted.signal.aborted ? 130 : error instanceof UsageError ? 2 : 1
  } finally {
    process.off('SIGINT', onInterrupt)
    process.off('SIGTERM', onInterrupt)
  }
}

async function runWithEngine(options: GlobalOptions, locale: Locale, signal: AbortSignal, command: (cli: Cli) => Promise<ExitCode>): Promise<ExitCode> {
  const engine = await createEngine({
    ask: askIn(locale),
    ...lentBy(options),
  })
  const cancel = (): void => engine.cancel()
  signal.addEventListener('abort', cancel)
  const showing = showWork(engine, { locale, stream: process.stderr, verbose: options.verbose ?? false })
  try {
    return await command(cliFor(engine, locale, options.json ?? false, signal))
  } finally {
    showing.dispose()
    signal.removeEventListener('abort', cancel)
    await engine.dispose()
  }
}

function lentBy({ kubeconfig, context }: GlobalOptions): Pick<EngineOptions, 'lent'> {
  if (kubeconfig !== undefined) return { lent: { kubeconfig, ...(context === undefined ? {} : { context }) } }
  if (context !== undefined) throw new UsageError('contextAlone')
  return {}
}

function cliFor(engine: Engine, locale: Locale, json: boolean, signal: AbortSignal): Cli {
  return {
    engine,
    locale,
    json,
    signal,
    ask: askIn(locale),
    sure: (question) => confirm(say(question, locale) + say('yesNo', locale)),
    say: (key, params) => say(key, locale, params),
    print: (line) => {
      if (!json) console.log(line)
    },
    printJson: (value) => {
      if (json) console.log(JSON.stringify(value))
    },
  }
}

function report(error: unknown, locale: Locale, options: GlobalOptions): void {
  if (error instanceof UsageError) return console.error(say(error.key, locale, error.params))
  if (options.json) console.log(JSON.stringify({ problem: problemFrom(error) }))
  printProblem(error, locale)
}

const askIn = (locale: Locale): Cli['ask'] => ({ code, params }) => confirm(fillText(runtimeQuestions[code][locale], params) + say('yesNo', locale))

/** Asks where a person is there to answer; unattended, the program goes on. */
async function confirm(question: string): Promise<boolean> {
  return !isSomebodyThere() || !/^\s*n/i.test(await ask(question))
}
