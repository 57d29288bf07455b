import type { Attempt, CheckState, StepState } from '#contract/attempt.ts'
import type { Answer } from '#contract/quiz.ts'
import type { KubeObject } from '#contract/kube.ts'
import type { Verdict } from '#contract/verdict.ts'
import { prepared, viewOf } from '../../authoring/judge-moment.ts'
import type { ProofSite } from '../../authoring/proof-site.ts'
import type { CheckMemory } from '../../engine/checks/judge.ts'
import type { LoadedLab } from '../../engine/packs/pack-store.ts'

interface Faults {
  /** A reset keeps the objects. */
  readonly leavesObjects?: boolean
  /** A reset leaves an object of the whole cluster behind. */
  readonly leavesClusterObject?: boolean
}

/**
 * A cluster of Services in memory. Its scripts know `put <name> <type>` and `drop <name>`; `exit 1` fails, everything else succeeds.
 * It judges with the real judge, at once.
 */
export class FakeSite implements ProofSite {
  readonly facts = { kubernetes: 'v1.37.0', cni: 'none', cgroup: 'v2', image: 'official' } as const
  readonly ended: string[] = []
  readonly #loaded: LoadedLab
  readonly #faults: Faults
  readonly #attempts = new Map<string, FakeAttempt>()
  #resets = 0
  /** How many attempts were under way together. */
  mostAtOnce = 0

  constructor(loaded: LoadedLab, faults: Faults = {}) {
    this.#loaded = loaded
    this.#faults = faults
  }

  start: ProofSite['start'] = async () => {
    const attempt = new FakeAttempt(`a${this.#attempts.size + 1}`, this.#loaded)
    this.#attempts.set(attempt.id, attempt)
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#attempts.size - new Set(this.ended).size)
    return attempt.snapshot()
  }

  reset: ProofSite['reset'] = async (id) => {
    this.#resets += 1
    this.#of(id).reset(this.#faults.leavesObjects === true)
    return this.#of(id).snapshot()
  }

  end: ProofSite['end'] = async (id) => {
    this.ended.push(id)
  }

  follow: ProofSite['follow'] = async (id, listener) => this.#of(id).follow(listener)

  run: ProofSite['run'] = async (id, script) => {
    this.#of(id).type(script)
    return script.includes('exit 1') ? { exitCode: 1, output: 'it failed' } : { exitCode: 0, output: '' }
  }

  answer: ProofSite['answer'] = async (id, { check }, answer) => {
    this.#of(id).answer(check, answer)
    return undefined
  }

  objects: ProofSite['objects'] = async (id) => this.#of(id).objects

  samples: ProofSite['samples'] = () => ({})

  histories: ProofSite['histories'] = async () => ({})

  clusterScoped: ProofSite['clusterScoped'] = async () =>
    this.#faults.leavesClusterObject === true && this.#resets > 0 ? [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'left-over' } }] : []

  #of(id: string): FakeAttempt {
    const attempt = this.#attempts.get(id)
    if (attempt === undefined) throw new Error(`no attempt ${id}`)
    return attempt
  }
}

class FakeAttempt {
  readonly id: string
  objects: readonly KubeObject[] = []
  readonly #loaded: LoadedLab
  readonly #listeners = new Set<(attempt: Attempt) => void>()
  readonly #passed = new Set<string>()
  #memories: Record<string, CheckMemory> = {}
  #verdicts: Record<string, Verdict> = {}
  #answers: Record<string, Answer> = {}
  #round = 1

  constructor(id: string, loaded: LoadedLab) {
    this.id = id
    this.#loaded = loaded
    this.#judge()
  }

  get #namespaces(): Record<string, string> {
    return { main: `${this.id}-${this.#round}` }
  }

  reset(keepsObjects: boolean): void {
    this.#round += 1
    this.objects = keepsObjects ? this.objects.map((object) => ({ ...object, metadata: { ...object.metadata, namespace: this.#namespaces['main'] ?? '' } })) : []
    this.#passed.clear()
    this.#memories = {}
    this.#answers = {}
    this.#judge()
  }

  type(script: string): void {
    for (const [, verb, name = '', type = ''] of script.matchAll(/^(put|drop) (\S+) ?(\S*)$/gm)) {
      const others = this.objects.filter(({ metadata }) => metadata.name !== name)
      this.objects = verb === 'drop' ? others : [...others, this.#service(name, type)]
      this.#judge()
    }
  }

  answer(check: string, answer: Answer): void {
    this.#answers = { ...this.#answers, [check]: answer }
    this.#judge()
  }

  #service(name: string, type: string): KubeObject {
    return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: this.#namespaces['main'] ?? '' }, spec: { type, ports: [{ port: 80 }] } }
  }

  follow(listener: (attempt: Attempt) => void): { dispose(): void } {
    this.#listeners.add(listener)
    listener(this.snapshot())
    return { dispose: () => this.#listeners.delete(listener) }
  }

  snapshot(): Attempt {
    const { lab } = this.#loaded
    return {
      id: this.id,
      pack: 'small',
      lab: lab.id,
      title: lab.title,
      labVersion: lab.version,
      startedAt: 0,
      phase: 'open',
      namespaces: this.#namespaces,
      vars: { port: 8080 },
      steps: lab.steps.map((step) => this.#step(step.id)),
      points: { earned: 0, of: 0 },
      sight: { kind: 'live' },
    }
  }

  #asked(check: string): Pick<CheckState, 'quiz'> {
    const answer = this.#answers[check]
    return answer === undefined ? {} : { quiz: { type: 'text', ask: {}, options: [], tries: 1, answer } }
  }

  #step(id: string): StepState {
    const step = this.#loaded.lab.steps.find((one) => one.id === id)
    if (step === undefined) throw new Error(`no step ${id}`)
    const state = this.#passed.has(id) ? 'passed' : step.after.every((one) => this.#passed.has(one)) ? 'open' : 'locked'
    const checks = step.checks.map((check): CheckState => ({ id: check.id, title: check.title, points: 1, optional: false, since: 0, verdict: this.#verdicts[check.id] ?? { kind: 'not-yet', evidence: [] }, ...this.#asked(check.id) }))
    return { id, title: step.title, state, checks: state === 'locked' ? checks.map((check) => ({ ...check, verdict: { kind: 'not-yet', evidence: [] } })) : checks, hints: { shown: 0, of: 0 } }
  }

  /** Judges what is open, then what opened by that. */
  #judge(): void {
    for (const step of this.#loaded.lab.steps) {
      if (this.#step(step.id).state !== 'open') continue
      for (const check of step.checks) {
        const judged = prepared(check, this.#loaded.lab).judge(viewOf({ objects: this.objects, at: 0, answers: this.#answers }, { namespaces: this.#namespaces, vars: { port: 8080 } }), this.#memories[check.id] ?? {})
        this.#memories[check.id] = judged.memory
        this.#verdicts[check.id] = judged.verdict
      }
      if (step.checks.every(({ id }) => this.#verdicts[id]?.kind === 'passed')) this.#passed.add(step.id)
    }
    const snapshot = this.snapshot()
    for (const listener of this.#listeners) listener(snapshot)
  }
}
