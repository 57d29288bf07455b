import type { Attempt, Sight } from '#contract/attempt.ts'
import type { Answer } from '#contract/quiz.ts'
import type { Verdict } from '#contract/verdict.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import type { History } from '../checks/history/history.ts'
import { createDiagnoser, type Diagnoser } from '../diagnosis/diagnoser.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import type { Clock } from '../marking/clock.ts'
import type { Prober } from '../marking/sampler.ts'
import { drawVars } from '../packs/draw-vars.ts'
import type { LoadedLab } from '../packs/pack-store.ts'
import type { ClusterWatch } from '../watch/watch.ts'
import { askForDiagnoses, usualPatience } from './ask-for-diagnoses.ts'
import { attemptFrom, type AttemptState, isOver, openSteps } from './attempt-state.ts'
import type { AttemptEvent } from './attempt-event.ts'
import type { AttemptFolder } from './attempt-folder.ts'
import { attemptSnapshot, checkKey, earnedIn, isStepPassed, type Verdicts } from './attempt-snapshot.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Journal } from './journal.ts'
import { type KeptDraft, shownDraft } from './kept-draft.ts'
import { keptHistories, type KeptHistories } from './kept-histories.ts'
import { markRound, type RoundMarking } from './round-marking.ts'

export interface OpenAttemptOptions {
  readonly folder: AttemptFolder
  readonly journal: Journal
  readonly loaded: LoadedLab
  readonly watch: ClusterWatch
  /** Reads the logs that a diagnosis needs. */
  readonly kube: Pick<KubeClient, 'get'>
  readonly clock: Clock
  /** Does the looking for checks that need more than the picture of the cluster. */
  readonly proberFor: (attempt: OpenAttempt) => Prober
  /** Keeps what the learner made, after a step passed. */
  readonly onPass: (attempt: OpenAttempt, step: string) => Promise<void>
  readonly log: (line: string) => void
}

interface RoundUnderWay {
  readonly round: number
  readonly marks: RoundMarking
  readonly kept: KeptHistories
  readonly diagnoser: Diagnoser
}

/** Names the event that is written next; its time is put in. */
export type Happening = AttemptEvent extends infer Event ? (Event extends AttemptEvent ? Omit<Event, 'at'> : never) : never

/** How long a first look may take before whoever waits is shown `unknown` instead, in milliseconds. */
const firstSight = 5_000

/** An attempt under way: its journal, the marking of its open steps, those who look on. What it is, is always what its journal says. */
export class OpenAttempt implements Disposable {
  readonly id: string
  readonly folder: AttemptFolder
  readonly #options: OpenAttemptOptions
  readonly #listeners = new Set<(attempt: Attempt) => void>()
  readonly #subscriptions: Disposable[]
  /** As it was when the attempt began, or as its author has saved it since. */
  #loaded: LoadedLab
  #draft: KeptDraft | undefined
  /** The revision that was read last. */
  #revision = 0
  #revising: Promise<void> = Promise.resolve()
  #marking: RoundUnderWay | undefined
  /** When the next check asks for a diagnosis. */
  #nextAsking: Disposable | undefined
  #patience = usualPatience
  #known: { readonly length: number; readonly state: AttemptState | undefined } | undefined
  /** What checks remembered when it was last looked at. */
  #remembered = ''
  #recording: Promise<void> = Promise.resolve()
  #keeping: Promise<void> = Promise.resolve()
  /** What each open check's verdict was when it was last known. */
  readonly #kinds = new Map<string, Verdict['kind']>()
  #isMarking = false
  #isDisposed = false

  constructor(id: string, options: OpenAttemptOptions) {
    this.id = id
    this.folder = options.folder
    this.#loaded = options.loaded
    this.#options = options
    this.#subscriptions = [options.journal.onChange(() => this.#follow()), options.watch.onSight(() => this.#tell())]
  }

  get loaded(): LoadedLab {
    return this.#loaded
  }

  get state(): AttemptState {
    const { events } = this.#options.journal
    if (this.#known?.length !== events.length) this.#known = { length: events.length, state: attemptFrom(events) }
    if (this.#known.state === undefined) throw new Error(`the journal of ${this.id} does not begin with a start`)
    return this.#known.state
  }

  get snapshot(): Attempt {
    const { watch } = this.#options
    const draft = shownDraft(this.#draft)
    return attemptSnapshot({ ...(draft && { draft }), state: this.state, lab: this.loaded.lab, verdicts: this.#marking?.marks.verdicts ?? new Map(), diagnoses: this.#marking?.diagnoser.diagnoses ?? new Map(), sight: sightOf(watch) })
  }

  /** Starts judging; until then nothing is watched for this attempt. */
  beginMarking(): void {
    this.#isMarking = true
    this.#follow()
  }

  /** Resolves when the open checks have seen the cluster, or could not for a while: their verdicts say so. */
  async seen(signal: AbortSignal): Promise<void> {
    await this.#marking?.marks.settled(AbortSignal.any([signal, AbortSignal.timeout(firstSight)])).catch(() => signal.throwIfAborted())
  }

  /** What was seen in this round of what its checks keep a history of, by `checkKey`. */
  async histories(): Promise<Readonly<Record<string, History>>> {
    return (await this.#marking?.kept.all()) ?? {}
  }

  /** What is off now, without waiting whether it becomes right by itself: somebody asked. */
  async diagnose(signal: AbortSignal): Promise<void> {
    this.#patience = 0
    this.#askForDiagnoses()
    await this.#marking?.diagnoser.settled(AbortSignal.any([signal, AbortSignal.timeout(firstSight)])).catch(() => signal.throwIfAborted())
  }

  /** Tries out at once what its open checks try out now and then; what that leads to is recorded when this resolves. */
  async checkNow(signal: AbortSignal): Promise<void> {
    await this.seen(signal)
    await this.#marking?.marks.askNow()
    // Judging ends in microtasks; only then is known what has passed.
    await new Promise(setImmediate)
    await this.#recording
  }

  /** What was last found in this round for its checks that have something tried out. */
  get samples(): RoundMarking['samples'] {
    return this.#marking?.marks.samples ?? {}
  }

  async record(happening: Happening): Promise<void> {
    // Each member of the union has lost its `at` and gets it back.
    await this.#options.journal.append({ ...happening, at: this.#options.clock.now() } as AttemptEvent)
  }

  /** The journal as other processes left it. */
  refresh(): Promise<void> {
    return this.#options.journal.refresh()
  }

  subscribe(listener: (attempt: Attempt) => void): Disposable {
    this.#listeners.add(listener)
    listener(this.snapshot)
    this.#marking?.marks.attend()
    this.#askForDiagnoses()
    const leave = (): void => {
      if (this.#listeners.delete(listener)) this.#askForDiagnoses()
    }
    return { dispose: leave }
  }

  dispose(): void {
    this.#isDisposed = true
    this.#endMarking()
    for (const subscription of this.#subscriptions) subscription.dispose()
    this.#options.journal.dispose()
    this.#listeners.clear()
  }

  /** Takes an answer; what it leads to is recorded when this resolves. */
  async answer(answering: Omit<Extract<Happening, { kind: 'answered' }>, 'kind' | 'round'>): Promise<void> {
    await this.record({ kind: 'answered', round: this.state.round, ...answering })
    // Judging ends in microtasks; only then is known what has passed.
    await new Promise(setImmediate)
    await this.settled()
  }

  /** Takes over what its author changed of what only a beginning puts in place; false where there is nothing of the kind. */
  async adoptDraft(): Promise<boolean> {
    await this.#revising
    const draft = this.#draft
    if (shownDraft(draft) === undefined || draft?.lab === undefined || draft.waiting.length === 0) return false
    await this.folder.keepLab(draft.lab)
    await this.folder.keepDraft({ ...draft, waiting: [] })
    const { steps, ...lab } = draft.lab.lab
    await this.record({ kind: 'revised', steps: steps.map(({ id, after }) => ({ id, after })), vars: drawVars(lab, this.state.started.seed) })
    await this.#revising
    return true
  }

  /** Everything recorded so far is on the disk, and what a pass brings with it is done. */
  async settled(): Promise<void> {
    await this.#recording
    await this.#keeping
    await this.#marking?.kept.settled()
  }

  #follow(): void {
    if (this.#isDisposed) return
    const state = this.state
    if (state.revisions !== this.#revision) this.#readRevision(state.revisions)
    if (state.phase !== 'open' || this.#marking?.round !== state.round) this.#endMarking()
    if (this.#isMarking && state.phase === 'open') {
      this.#marking ??= this.#beginRound(state)
      this.#marking.marks.answered(answersIn(state))
      this.#marking.marks.follow(openSteps(state))
      this.#askForDiagnoses()
    }
    this.#tell()
  }

  /** One after the other, so that the newest is read last. */
  #readRevision(revision: number): void {
    this.#revision = revision
    this.#revising = this.#revising.then(() => this.#takeRevision()).catch((error: unknown) => this.#options.log(`${this.id}: ${String(error)}`))
  }

  async #takeRevision(): Promise<void> {
    const [loaded = this.#loaded, draft] = await Promise.all([this.folder.lab(), this.folder.draft()])
    if (this.#isDisposed) return
    this.#draft = draft
    const isSame = canonicalJson(loaded) === canonicalJson(this.#loaded)
    this.#loaded = loaded
    // Other checks are judged from the beginning; what they must not forget is in the journal.
    if (!isSame) this.#endMarking()
    this.#follow()
  }

  #beginRound(state: AttemptState): RoundUnderWay {
    const { round, namespaces, started, memories } = state
    const { watch, clock, folder, log, proberFor } = this.#options
    this.#remembered = ''
    this.#kinds.clear()
    const kept = keptHistories(folder.histories, round, log)
    const marks = markRound({ watch, clock, namespaces, vars: started.vars, answers: answersIn(state), lab: this.loaded.lab, memories, histories: kept, prober: proberFor(this), isAttended: () => this.#listeners.size > 0, onVerdicts: () => this.#judged() })
    return { round, marks, kept, diagnoser: this.#beginDiagnosing(namespaces) }
  }

  #beginDiagnosing(namespaces: AttemptState['namespaces']): Diagnoser {
    const { watch, kube, clock } = this.#options
    const [firstNamespace = ''] = Object.values(namespaces)
    return createDiagnoser({ watch, kube, clock, firstNamespace, onDiagnoses: () => this.#tell() })
  }

  /** Diagnoses are made for whoever looks on, and for nobody else. */
  #askForDiagnoses(): void {
    this.#nextAsking?.dispose()
    this.#nextAsking = undefined
    if (this.#isDisposed || this.#marking === undefined) return
    const { marks, diagnoser } = this.#marking
    if (this.#listeners.size === 0 && this.#patience > 0) return diagnoser.ask(new Map())
    const { clock } = this.#options
    const { asked, next } = askForDiagnoses({ lab: this.loaded.lab, openSteps: openSteps(this.state), verdicts: marks.verdicts, now: clock.now(), patience: this.#patience })
    diagnoser.ask(asked)
    if (next !== undefined) this.#nextAsking = clock.after(next - clock.now(), () => this.#askForDiagnoses())
  }

  #endMarking(): void {
    this.#nextAsking?.dispose()
    this.#marking?.diagnoser.dispose()
    this.#marking?.marks.dispose()
    this.#marking = undefined
  }

  /** Verdicts changed: some steps may have passed, some checks may have something to remember. */
  #judged(): void {
    if (this.#marking === undefined) return
    // First: what is not asked for any more must not be told of again.
    this.#askForDiagnoses()
    this.#tell()
    const { round, marks } = this.#marking
    const state = this.state
    const happenings: Happening[] = []
    const memories = marks.lastingMemories()
    if (canonicalJson(memories) !== this.#remembered) {
      this.#remembered = canonicalJson(memories)
      const news = Object.entries(memories).filter(([id, memory]) => canonicalJson(memory) !== canonicalJson(state.memories[id]))
      if (news.length > 0) happenings.push({ kind: 'remembered', round, memories: Object.fromEntries(news) })
    }
    for (const step of this.loaded.lab.steps) {
      if (!openSteps(state).includes(step.id) || !isStepPassed(step, marks.verdicts)) continue
      happenings.push({ kind: 'passed', round, step: step.id, ...earnedIn(step, marks.verdicts) })
    }
    happenings.push(...this.#stumbles(round, state, marks.verdicts))
    for (const happening of happenings) this.#recordSoon(happening)
  }

  /** Checks that have just turned out wrong. Questions are not among them: their answers are counted. */
  #stumbles(round: number, { stumbles }: AttemptState, verdicts: Verdicts): Happening[] {
    return this.loaded.lab.steps.flatMap((step) =>
      step.checks.flatMap((check): Happening[] => {
        const key = checkKey(step.id, check.id)
        const [before, now] = [this.#kinds.get(key), verdicts.get(key)?.verdict.kind]
        if (now === undefined || now === 'unknown' || 'quiz' in check) return []
        this.#kinds.set(key, now)
        const isStumble = (now === 'wrong' || now === 'spent') && (before === 'not-yet' || before === 'passed')
        return isStumble ? [{ kind: 'stumbled', round, step: step.id, check: check.id, count: (stumbles[key] ?? 0) + 1 }] : []
      }),
    )
  }

  #recordSoon(happening: Happening): void {
    this.#recording = this.#recording.then(() => this.#recordOnce(happening)).catch((error: unknown) => this.#options.log(`${this.id}: ${String(error)}`))
  }

  async #recordOnce(happening: Happening): Promise<void> {
    if (this.#isDisposed || isOver(this.state)) return
    if (happening.kind !== 'passed') return this.record(happening)
    if (!openSteps(this.state).includes(happening.step) || this.state.skipping === happening.step) return
    await this.record(happening)
    this.#keeping = this.#keeping.then(() => this.#options.onPass(this, happening.step)).catch((error: unknown) => this.#options.log(`${this.id}: ${String(error)}`))
  }

  #tell(): void {
    if (this.#isDisposed) return
    const { snapshot } = this
    for (const listener of this.#listeners) this.#tellOne(listener, snapshot)
  }

  /** Who looks on must not be able to stop what is looked at. */
  #tellOne(listener: (attempt: Attempt) => void, snapshot: Attempt): void {
    try {
      listener(snapshot)
    } catch (error) {
      this.#options.log(`${this.id}: a listener failed: ${String(error)}`)
    }
  }
}

/** What was answered last, by check: a check's id is the only one of its lab. */
function answersIn({ answers }: AttemptState): Readonly<Record<string, Answer>> {
  return Object.fromEntries(Object.entries(answers).map(([key, { answer }]) => [key.slice(key.indexOf('/') + 1), answer]))
}

function sightOf({ sight }: ClusterWatch): Sight {
  return sight.kind === 'live' ? { kind: 'live' } : { kind: 'lost', since: sight.since, problem: sight.problem }
}
