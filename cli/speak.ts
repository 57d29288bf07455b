import { localeFrom, type Locale } from '#contract/locale.ts'
import { problemFrom, type Problem } from '#contract/problem.ts'
import { sayProblem } from '#contract/say.ts'
import pc from 'picocolors'

/** The language asked for with --lang or KINDLAB_LANG, else the environment's. */
export function chosenLocale(asked: string | undefined, environment: NodeJS.ProcessEnv = process.env): Locale {
  return localeFrom(asked ?? environment['KINDLAB_LANG'] ?? environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'])
}

/** A Problem as a terminal shows it: what, why, what to do, the commands, and the last lines of what was said. */
export function problemLines(problem: Problem, locale: Locale): readonly string[] {
  const spoken = sayProblem(problem, locale)
  const commands = (problem.fixes ?? []).flatMap((fix) => (fix.kind === 'command' ? [`  $ ${pc.cyan(fix.command)}`] : []))
  const detail = problem.detail?.trimEnd().split('\n').slice(-12).map((line) => pc.dim(`  │ ${line}`)) ?? []
  const lines = (problem.lines ?? []).map((line) => `  ${line[locale]}`)
  return [`${pc.red('✗')} ${pc.bold(spoken.says)}`, ...(spoken.why ? [`  ${spoken.why}`] : []), `  ${spoken.hint}`, ...lines, ...commands, ...detail]
}

export function printProblem(error: unknown, locale: Locale): void {
  for (const line of problemLines(problemFrom(error), locale)) console.error(line)
}
