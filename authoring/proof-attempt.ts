import type { Attempt } from '#contract/attempt.ts'
import type { Step } from '#contract/lab.ts'
import type { KindRef, KubeObject } from '#contract/kube.ts'
import { kindKey } from '#contract/kube.ts'
import type { AnswersFile, SolutionFile } from '../engine/packs/pack-store.ts'
import { AttemptFollower } from './attempt-follower.ts'
import { prepared } from './judge-moment.ts'
import { settleBudget } from './lab-order.ts'
import type { Proving } from './proving.ts'
import { recordable, recordableHistory, recordingFormat, type Moment, type Recording } from './recording.ts'
import { fillTemplate } from '../engine/packs/fill-template.ts'
import { isForNode } from '../engine/packs/read-solutions.ts'
import { scriptOf } from './solution-script.ts'

/** One attempt that proofs are made on: scripts are typed in it, its verdicts are waited for, moments of it are kept. */
export class ProofAttempt {
  readonly id: string
  readonly follower: AttemptFollower
  readonly #proving: Proving
  #moments: Moment[] = []

  static async start(proving: Proving, seed: string): Promise<ProofAttempt> {
    const attempt = await proving.site.start({ pack: proving.pack.pack.id, lab: proving.loaded.lab.id }, seed)
    return new ProofAttempt(proving, attempt.id, await AttemptFollower.of(proving.site, attempt.id, proving.options.signal))
  }

  constructor(proving: Proving, id: string, follower: AttemptFollower) {
    this.#proving = proving
    this.id = id
    this.follower = follower
  }

  get attempt(): Attempt {
    return this.follower.attempt
  }

  async reset(): Promise<void> {
    const before = JSON.stringify(this.attempt.namespaces)
    await this.#proving.site.reset(this.id)
    await this.follower.until(() => this.attempt.phase === 'open' && JSON.stringify(this.attempt.namespaces) !== before, this.budget)
    this.#moments = []
  }

  async end(): Promise<void> {
    this.follower.dispose()
    await this.#proving.site.end(this.id)
  }

  /** How long a solution may take, milliseconds. */
  get budget(): number {
    return settleBudget(this.#proving.loaded.lab)
  }

  /** Types a solution; gives back its last lines where it failed. */
  async type(file: SolutionFile): Promise<string | undefined> {
    return this.run(scriptOf(file, { ns: this.attempt.namespaces, vars: this.attempt.vars }), isForNode(file))
  }

  async run(script: string, onNode = false): Promise<string | undefined> {
    const { exitCode, output } = await this.#proving.site.run(this.id, script, { signal: this.#proving.options.signal, onNode })
    return exitCode === 0 ? undefined : `exit code ${exitCode}: ${output.trimEnd().split('\n').slice(-5).join('\n')}`
  }

  /** Does a step: types a script and gives answers, those of its solution where nothing else is said. */
  async do(step: string, instead?: SolutionFile | AnswersFile): Promise<string | undefined> {
    const { solutions, answers } = this.#proving.loaded
    const script = instead === undefined || instead.kind === 'answers' ? solutions[step] : instead
    const given = instead?.kind === 'answers' ? instead : answers[step]
    if (script === undefined && given === undefined) return `no solution for ${step}`
    return (script && (await this.type(script))) ?? (given && (await this.#answer(step, given)))
  }

  async #answer(step: string, { answers }: AnswersFile): Promise<string | undefined> {
    for (const [check, answer] of Object.entries(answers)) {
      const values = fillTemplate(answer, { ns: this.attempt.namespaces, vars: this.attempt.vars })
      const failed = await this.#proving.site.answer(this.id, { step, check }, values.map(String))
      if (failed !== undefined) return `${check}: ${failed}`
    }
    return undefined
  }

  isPassed(step: string): boolean {
    return this.follower.step(step).state === 'passed'
  }

  /** Until a step has passed, within the lab's budget. */
  passes(step: string): Promise<boolean> {
    return this.follower.until(() => this.isPassed(step), this.budget)
  }

  /** Until nothing changes any more. */
  async settle({ quiet = this.#proving.options.quiet ?? 1_000, isOver }: { quiet?: number; isOver?: () => boolean } = {}): Promise<void> {
    await this.follower.settle({ quiet, budget: this.budget, ...(isOver === undefined ? {} : { isOver }) })
  }

  /**
   * Until nothing changes any more of what checks look at, either. Verdicts alone keep still for as long as a Pod takes from its creation to a
   * caller that notices it, and on a busy machine that is longer than one would wait.
   */
  async settleAll(options: { quiet: number; isOver: () => boolean }): Promise<void> {
    const deadline = Date.now() + this.budget
    for (let before = ''; Date.now() < deadline; ) {
      await this.settle(options)
      const objects = await this.#objects([{ apiVersion: 'v1', kind: 'Pod' }])
      const now = JSON.stringify(objects)
      if (options.isOver() || (now === before && !objects.some(isOnItsWay))) return
      before = now
    }
  }

  /** Does all these steps by their solutions. */
  async solve(steps: readonly Step[]): Promise<string | undefined> {
    for (const { id } of steps) {
      const failed = await this.do(id)
      if (failed !== undefined) return failed
      if (!(await this.passes(id))) return `${id} did not pass: ${JSON.stringify(this.follower.verdicts())}`
    }
    return undefined
  }

  /** Keeps what is there now, with the verdicts of everything that is or was just judged. */
  async remember(name: string, judged: readonly string[]): Promise<void> {
    const objects = await this.#objects()
    const verdicts = Object.fromEntries(Object.entries(this.follower.verdicts()).filter(([key]) => judged.includes(key.split('/')[0] ?? '')))
    const open = this.attempt.steps.filter(({ state }) => state === 'open').map(({ id }) => id)
    const told = Object.entries(await this.#proving.site.histories(this.id)).filter(([key]) => key in verdicts)
    const histories = Object.fromEntries(told.map(([key, { entries }]) => [key, recordableHistory(entries)]))
    const found = Object.entries(this.#proving.site.samples(this.id)).filter(([key]) => key in verdicts)
    this.#moments.push({ name, at: Date.now(), open, verdicts, ...this.#answers(), objects: objects.flatMap(recordable), ...(told.length === 0 ? {} : { histories }), ...(found.length === 0 ? {} : { samples: Object.fromEntries(found) }) })
  }

  recording(name: string): Recording {
    const { lab } = this.#proving.loaded
    const { namespaces, vars } = this.attempt
    return { format: recordingFormat, name, lab: lab.id, version: lab.version, provenOn: this.#proving.site.facts, namespaces, vars, moments: this.#moments }
  }

  #answers(): Pick<Moment, 'answers'> {
    const answers = this.attempt.steps.flatMap(({ checks }) => checks.flatMap(({ id, quiz }) => (quiz?.answer === undefined ? [] : [[id, quiz.answer] as const])))
    return answers.length === 0 ? {} : { answers: Object.fromEntries(answers) }
  }

  /** Everything of the kinds that checks look at, where they look. */
  #objects(besides: readonly KindRef[] = []): Promise<readonly KubeObject[]> {
    const { lab } = this.#proving.loaded
    const looked = lab.steps.flatMap(({ checks }) => checks).flatMap((check) => prepared(check, lab).looksAt)
    const kinds = new Map([...looked, ...besides].map(({ apiVersion, kind }) => [kindKey({ apiVersion, kind }), { apiVersion, kind }]))
    const others = new Set(looked.flatMap(({ namespace }) => (namespace === undefined || Object.hasOwn(this.attempt.namespaces, namespace) ? [] : [namespace])))
    return this.#proving.site.objects(this.id, [...kinds.values()], [...others])
  }
}

/** Nothing can be seen to change while a container is being made. */
function isOnItsWay({ kind, status }: KubeObject): boolean {
  const states = (status as { readonly containerStatuses?: readonly { readonly state?: { readonly waiting?: { readonly reason?: string } } }[] } | undefined)?.containerStatuses ?? []
  return kind === 'Pod' && states.some(({ state }) => state?.waiting?.reason === 'ContainerCreating')
}
