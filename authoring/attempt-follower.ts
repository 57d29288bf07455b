import type { Attempt, StepState } from '#contract/attempt.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import type { Verdict } from '#contract/verdict.ts'
import type { ProofSite } from './proof-site.ts'

/** Waits for what happens to one attempt: on its changes, never by asking again and again. Every wait ends when the signal aborts. */
export class AttemptFollower implements Disposable {
  #attempt: Attempt | undefined
  #subscription: Disposable | undefined
  readonly #listeners = new Set<() => void>()
  readonly #signal: AbortSignal

  static async of(site: ProofSite, id: string, signal: AbortSignal): Promise<AttemptFollower> {
    const follower = new AttemptFollower(signal)
    follower.#subscription = await site.follow(id, (attempt) => follower.#changed(attempt))
    return follower
  }

  private constructor(signal: AbortSignal) {
    this.#signal = signal
  }

  get attempt(): Attempt {
    if (this.#attempt === undefined) throw new Error('an attempt that is followed gives its present at once')
    return this.#attempt
  }

  step(id: string): StepState {
    const step = this.attempt.steps.find((one) => one.id === id)
    if (step === undefined) throw new Error(`the attempt has no step ${id}`)
    return step
  }

  /** Whether it became so within the budget (milliseconds). */
  async until(is: () => boolean, budget: number): Promise<boolean> {
    return (await this.#wait(() => (is() ? 'met' : 'not'), { quiet: Number.POSITIVE_INFINITY, budget })) === 'met'
  }

  /** Waits until all verdicts' kinds have stayed the same for `quiet` milliseconds and none is undecided; `isOver` ends the wait at once. */
  async settle({ quiet, budget, isOver = () => false }: { quiet: number; budget: number; isOver?: () => boolean }): Promise<void> {
    await this.#wait(() => (isOver() ? 'met' : 'not'), { quiet, budget })
  }

  /** Until every check of these steps was looked at; what has just opened may not have been seen yet. */
  async judged(steps: readonly string[], budget: number): Promise<boolean> {
    return this.until(() => steps.every((id) => this.step(id).state === 'open' && this.step(id).checks.every(({ verdict }) => verdict.kind !== 'unknown')), budget)
  }

  /** Every check's verdict by `step/check`, with a hold that is still running told apart. */
  verdicts(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.attempt.steps.flatMap((step) => step.checks.map((check) => [`${step.id}/${check.id}`, wordOf(check.verdict)])))
  }

  dispose(): void {
    this.#subscription?.dispose()
    this.#listeners.clear()
  }

  #changed(attempt: Attempt): void {
    this.#attempt = attempt
    for (const listener of this.#listeners) listener()
  }

  async #wait(look: () => 'met' | 'not', { quiet, budget }: { quiet: number; budget: number }): Promise<'met' | 'quiet' | 'late'> {
    this.#signal.throwIfAborted()
    if (look() === 'met') return 'met'
    const { promise, resolve, reject } = Promise.withResolvers<'met' | 'quiet' | 'late'>()
    const late = setTimeout(() => resolve('late'), budget)
    const onAbort = (): void => reject(this.#signal.reason)
    this.#signal.addEventListener('abort', onAbort)
    const calm = new Quiet(quiet, () => this.#isUndecided() || resolve('quiet'))
    let before = JSON.stringify(this.verdicts())
    const listener = (): void => {
      if (look() === 'met') return resolve('met')
      const now = JSON.stringify(this.verdicts())
      if (now !== before) calm.begin()
      before = now
    }
    this.#listeners.add(listener)
    return promise.finally(() => {
      this.#listeners.delete(listener)
      this.#signal.removeEventListener('abort', onAbort)
      clearTimeout(late)
      calm.dispose()
    })
  }

  /** A hold that runs, or a look that has not been possible yet, ends as something else, and that will be told. */
  #isUndecided(): boolean {
    const verdicts = Object.values(this.verdicts())
    return verdicts.includes('holding') || verdicts.includes('unknown')
  }
}

/** Calls back when `begin` was not called for so long. Never, for an infinite time. */
class Quiet implements Disposable {
  readonly #milliseconds: number
  readonly #onQuiet: () => void
  #timer: NodeJS.Timeout | undefined = undefined

  constructor(milliseconds: number, onQuiet: () => void) {
    this.#milliseconds = milliseconds
    this.#onQuiet = onQuiet
    this.begin()
  }

  begin(): void {
    clearTimeout(this.#timer)
    if (Number.isFinite(this.#milliseconds)) this.#timer = setTimeout(this.#onQuiet, this.#milliseconds)
  }

  dispose(): void {
    clearTimeout(this.#timer)
  }
}

export function wordOf(verdict: Verdict): string {
  return verdict.kind === 'not-yet' && verdict.holding !== undefined ? 'holding' : verdict.kind
}
