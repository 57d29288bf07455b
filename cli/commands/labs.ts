import { join } from 'node:path'
import type { Command } from 'commander'
import pc from 'picocolors'
import type { Attempt, CheckState } from '#contract/attempt.ts'
import { runCommand, type Cli, type ExitCode, type GlobalOptions } from '../context.ts'
import { answerFrom, openQuestions } from '../answer-question.ts'
import { attemptLines, checkLines } from '../show-attempt.ts'
import { labLine } from '../show-lab.ts'
import { lessonLines } from '../show-lesson.ts'
import { UsageError } from '../usage-error.ts'
import { watchedScreen } from '../watched-screen.ts'
import { writtenPlaces, type WrittenPlaces } from '../written-places.ts'
import { chooseAttempt, chooseStep } from '../choose-attempt.ts'

interface CheckFlags {
  readonly watch?: boolean
  readonly wait?: number
}

export function addLabCommands(labs: Command, options: () => GlobalOptions): void {
  labs
    .command('list')
    .description('all labs · 실습 목록')
    .action(() => runCommand(options(), listLabs))
  labs
    .command('start <lab>')
    .description('begin a lab · 실습을 시작합니다')
    .action((lab: string) => runCommand(options(), (cli) => startLab(cli, lab)))
  labs
    .command('text [lab]')
    .description('read the lesson of a lab under way · 진행 중인 실습의 글을 봅니다')
    .action((lab?: string) => runCommand(options(), (cli) => showLesson(cli, lab)))
  labs
    .command('check [lab]')
    .description('what the checks say now · 확인 항목을 봅니다')
    .option('-w, --watch', 'go on showing them as they change')
    .option('--wait <seconds>', 'wait so long for all open checks to pass', Number)
    .action((lab: string | undefined, flags: CheckFlags) => runCommand(options(), (cli) => check(cli, lab, flags)))
  labs
    .command('hint [lab]')
    .description('the next hint of the open step · 다음 힌트를 봅니다')
    .option('--step <id>')
    .action((lab: string | undefined, flags: { step?: string }) => runCommand(options(), (cli) => hint(cli, lab, flags.step)))
  labs
    .command('answer [check] [answer...]')
    .description('answer a question of the open step, or see them · 질문에 답합니다')
    .option('--lab <id>')
    .action((question: string | undefined, words: readonly string[], flags: { lab?: string }) => runCommand(options(), (cli) => answer(cli, flags.lab, question, words)))
  labs
    .command('reset [lab]')
    .description('everything as at the start · 처음 상태로 되돌립니다')
    .action((lab?: string) => runCommand(options(), (cli) => reset(cli, lab)))
  labs
    .command('rewind <step> [lab]')
    .description('back to where a step began, with your own work · 단계의 처음으로 돌아갑니다')
    .action((step: string, lab?: string) => runCommand(options(), (cli) => change(cli, lab, (attempt) => cli.engine.rewind(attempt.id, chooseStep(attempt, step).id))))
  labs
    .command('skip [step] [lab]')
    .description('apply the open step’s solution and go on · 풀이를 적용하고 넘어갑니다')
    .action((step?: string, lab?: string) => runCommand(options(), (cli) => change(cli, lab, (attempt) => cli.engine.skip(attempt.id, chooseStep(attempt, step).id))))
  labs
    .command('end [lab]')
    .description('end a lab; your files stay · 실습을 마칩니다')
    .action((lab?: string) => runCommand(options(), (cli) => end(cli, lab)))
}

async function listLabs(cli: Cli): Promise<ExitCode> {
  const { packs, labs, refused } = await cli.engine.labs()
  cli.printJson({ packs, labs, refused })
  for (const lab of labs) cli.print(labLine(lab, cli.locale))
  for (const problem of refused) {
    const place = [join(problem.folder, problem.file), problem.line, problem.column].filter((part) => part !== undefined).join(':')
    cli.print(pc.red(cli.say('refusedPack', { place, message: problem.message[cli.locale] })))
  }
  return refused.length === 0 ? 0 : 1
}

async function startLab(cli: Cli, name: string): Promise<ExitCode> {
  const { labs } = await cli.engine.labs()
  const lab = labs.find((one) => one.lab === name || `${one.pack}/${one.lab}` === name)
  if (lab === undefined) throw new UsageError('noLab', { lab: name, labs: labs.map((one) => one.lab).join(', ') })
  const attempt = await cli.engine.startAttempt(lab)
  await printLesson(cli, attempt)
  cli.print(pc.green(cli.say('labBegun')))
  cli.printJson(attempt)
  return 0
}

async function showLesson(cli: Cli, lab: string | undefined): Promise<ExitCode> {
  await printLesson(cli, await chooseAttempt(cli, lab))
  return 0
}

async function printLesson(cli: Cli, attempt: Attempt): Promise<void> {
  const lesson = await cli.engine.attemptLesson(attempt.id, cli.locale)
  for (const line of lessonLines(lesson, attempt, cli.locale)) cli.print(line)
}

async function check(cli: Cli, lab: string | undefined, flags: CheckFlags): Promise<ExitCode> {
  const chosen = await chooseAttempt(cli, lab)
  const attempt = await (flags.watch ? watchChecks(cli, chosen) : settledChecks(cli, chosen, flags.wait ?? 0))
  if (!flags.watch) show(cli, attempt, await writtenPlaces(cli.engine, attempt))
  return attempt.phase === 'finished' ? 0 : 3
}

function show(cli: Cli, attempt: Attempt, places?: WrittenPlaces): void {
  cli.printJson(attempt)
  for (const line of attemptLines(attempt, cli.locale, places)) cli.print(line)
}

/** Shows every change until the lab is finished or the person has seen enough. */
async function watchChecks(cli: Cli, { id }: Attempt): Promise<Attempt> {
  using screen = watchedScreen()
  return followUntil(cli, id, (attempt) => {
    const isOver = attempt.phase === 'finished'
    const lines = (): readonly string[] => [...attemptLines(attempt, cli.locale), ...(isOver ? [] : ['', pc.dim(cli.say('watching'))])]
    cli.printJson(attempt)
    if (screen === undefined || cli.json) for (const line of lines()) cli.print(line)
    else screen.show(lines)
    return isOver
  })
}

/** The checks once the cluster was looked at, and where asked, once those that are open now have passed or the time is up. */
async function settledChecks(cli: Cli, { id, steps }: Attempt, seconds: number): Promise<Attempt> {
  const open = steps.filter(({ state }) => state === 'open').map((step) => step.id)
  const havePassed = (attempt: Attempt): boolean => attempt.steps.every((step) => step.state !== 'open' || !open.includes(step.id))
  // What is tried out only now and then is tried now: somebody asks.
  await cli.engine.checkNow(id)
  await followUntil(cli, id, (attempt) => seconds === 0 || havePassed(attempt), Date.now() + seconds * 1000)
  return cli.engine.diagnose(id, cli.signal)
}

async function followUntil(cli: Cli, id: string, isEnough: (attempt: Attempt) => boolean, deadline = Infinity): Promise<Attempt> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const following = await cli.engine.onAttempt(id, (attempt) => {
    if (isEnough(attempt)) resolve()
  })
  cli.signal.addEventListener('abort', () => resolve(), { once: true })
  const timer = Number.isFinite(deadline) ? setTimeout(resolve, Math.max(0, deadline - Date.now())) : undefined
  await promise
  clearTimeout(timer)
  following.dispose()
  return cli.engine.attempt(id)
}

async function hint(cli: Cli, lab: string | undefined, step: string | undefined): Promise<ExitCode> {
  const attempt = await chooseAttempt(cli, lab)
  const given = await cli.engine.hint(attempt.id, chooseStep(attempt, step).id, cli.locale)
  cli.printJson(given)
  if (given.text === undefined) cli.print(cli.say('noMoreHints'))
  else cli.print(`${pc.dim(cli.say('hintNumber', { shown: given.shown, of: given.of }))}\n${given.text}`)
  return 0
}

/** Without an answer, the questions that wait for one. */
async function answer(cli: Cli, lab: string | undefined, name: string | undefined, words: readonly string[]): Promise<ExitCode> {
  const attempt = await chooseAttempt(cli, lab)
  const questions = openQuestions(attempt)
  if (name === undefined || words.length === 0) return showQuestions(cli, questions.map(({ check }) => check))
  const asked = questions.find(({ check }) => check.id === name)
  if (asked === undefined) throw new UsageError('noQuestion', { check: name, checks: questions.map(({ check }) => check.id).join(', ') || '–' })
  const answered = await cli.engine.answer(attempt.id, { step: asked.step, check: name }, answerFrom(asked.quiz, words))
  show(cli, answered)
  return answered.steps.flatMap(({ checks }) => checks).find(({ id }) => id === name)?.verdict.kind === 'passed' ? 0 : 3
}

function showQuestions(cli: Cli, checks: readonly CheckState[]): ExitCode {
  cli.printJson(checks)
  for (const line of checks.flatMap((one) => checkLines(one, cli.locale))) cli.print(line)
  if (checks.length === 0) cli.print(cli.say('noQuestions'))
  return 0
}

async function reset(cli: Cli, lab: string | undefined): Promise<ExitCode> {
  const attempt = await chooseAttempt(cli, lab)
  if (attempt.takesCluster && !(await cli.sure('resetClusterSure'))) return 0
  return change(cli, attempt.lab, ({ id }) => cli.engine.reset(id), cli.say('resetDone'))
}

async function change(cli: Cli, lab: string | undefined, act: (attempt: Attempt) => Promise<Attempt>, done?: string): Promise<ExitCode> {
  const attempt = await act(await chooseAttempt(cli, lab))
  if (done !== undefined) cli.print(pc.green(done))
  show(cli, attempt)
  return 0
}

async function end(cli: Cli, lab: string | undefined): Promise<ExitCode> {
  const attempt = await chooseAttempt(cli, lab)
  await cli.engine.end(attempt.id)
  cli.print(cli.say('ended', { folder: cli.engine.workspaceOf(attempt) }))
  cli.printJson({ ended: attempt.id })
  return 0
}
