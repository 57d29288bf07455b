import type { Check } from '#contract/check.ts'
import type { Lab, Step } from '#contract/lab.ts'
import type { KubeObject } from '#contract/kube.ts'
import type { Verdict } from '#contract/verdict.ts'
import type { History } from '../engine/checks/history/history.ts'
import type { Sample } from '../engine/checks/sample/sample.ts'
import type { CheckMemory, CheckView, PreparedCheck } from '../engine/checks/judge.ts'
import { prepareCheck } from '../engine/checks/prepare-check.ts'
import { checkNames } from '../engine/packs/lab-names.ts'
import type { Moment, Recording } from './recording.ts'

export function prepared(check: Check, lab: Lab): PreparedCheck {
  const result = prepareCheck(check, checkNames(lab))
  if ('problems' in result) throw new Error(`${check.id}: ${result.problems.map(({ message }) => message.en).join('; ')}`)
  return result.prepared
}

export type World = Pick<Recording, 'namespaces' | 'vars'> 

/** What a check is shown of a moment: all objects there are, and what was gathered for this check alone. */
export interface Shown {
  readonly at: number
  readonly objects: readonly KubeObject[]
  readonly history?: History | undefined
  readonly sample?: Sample | undefined
  readonly answers?: Moment['answers']
}

export function viewOf({ at: now, objects, history, sample, answers = {} }: Shown, { namespaces, vars }: World): CheckView {
  return {
    ...(history === undefined ? {} : { history }),
    ...(sample === undefined ? {} : { sample }),
    objects: (kind, namespace) => objects.filter((one) => one.apiVersion === kind.apiVersion && one.kind === kind.kind && one.metadata.namespace === namespace),
    namespaces,
    vars,
    answers,
    now,
  }
}

/** Judges now and once more when everything has held long enough: what a recorded state leads to if nothing else happens. */
export function judgeHeld(check: PreparedCheck, shown: Shown, world: World, memory: CheckMemory = {}): { readonly verdict: Verdict; readonly memory: CheckMemory } {
  const first = check.judge(viewOf(shown, world), memory)
  return first.again === undefined ? first : check.judge(viewOf({ ...shown, at: first.again }, world), first.memory)
}

export function shownOf({ at, objects, histories, samples, answers }: Moment, step: string, check: string): Shown {
  const key = `${step}/${check}`
  const entries = histories?.[key]
  return { at, objects, history: entries && { entries }, sample: samples?.[key], answers }
}

export interface JudgedCheck {
  readonly step: Step
  readonly check: Check
  readonly moment: Moment
  /** What it remembered when it came to this moment. */
  readonly before: CheckMemory
  readonly verdict: Verdict
}

/** Judges every check of a recording at every moment at which its step was open, in order, with what it remembers from the moment before. */
export function judgeRecording(lab: Lab, recording: Recording): readonly JudgedCheck[] {
  return lab.steps.flatMap((step) => step.checks.flatMap((check) => judgeThrough({ lab, step, check, recording })))
}

function judgeThrough({ lab, step, check, recording }: { lab: Lab; step: Step; check: Check; recording: Recording }): JudgedCheck[] {
  const ready = prepared(check, lab)
  let memory: CheckMemory = {}
  return recording.moments
    .filter(({ verdicts }) => `${step.id}/${check.id}` in verdicts)
    .map((moment) => {
      const before = memory
      const judged = judgeHeld(ready, shownOf(moment, step.id, check.id), recording, before)
      // A hold begins anew: between two moments nobody looked.
      const { holdsSince: _holdsSince, ...kept } = judged.memory
      memory = kept
      return { step, check, moment, before, verdict: judged.verdict }
    })
}
