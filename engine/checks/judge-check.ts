import type { Check } from '#contract/check.ts'
import type { Evidence } from '#contract/verdict.ts'
import type { Failure } from './evidence.ts'
import type { Fields } from './fields/field-table.ts'
import type { CheckMemory, CheckView, Judgement } from './judge.ts'
import type { Assessment, Assessor } from './kinds/check-kind.ts'
import { holdNeeded } from './hold-needed.ts'
import { lookAt, type Look } from './look.ts'

interface Judging {
  readonly check: Check
  readonly assessor: Assessor
  readonly fields: Fields
}

/** What all kinds of checks share: nothing unseen is judged, a fallen guard stays fallen, a hold takes its time. Never throws. */
export function judgeCheck(judging: Judging, view: CheckView, memory: CheckMemory): Judgement {
  try {
    return judgeSeen(judging, view, memory)
  } catch (error) {
    // A mistake of ours costs the learner no point.
    const params = { check: judging.check.id, message: error instanceof Error ? error.message : 'unknown' }
    return { verdict: { kind: 'unknown', problem: { code: 'check-not-judged', params } }, memory: withoutHold(memory) }
  }
}

function judgeSeen({ check, assessor, fields }: Judging, view: CheckView, memory: CheckMemory): Judgement {
  if (memory.spent !== undefined) return { verdict: { kind: 'spent', evidence: memory.spent }, memory }
  const look = lookAt([...new Set(assessor.refs)], view, fields)
  // What could not be seen may not have held.
  if ('problem' in look) return { verdict: { kind: 'unknown', problem: look.problem }, memory: withoutHold(memory) }
  return conclude({ check, view, needed: neededBy(check, assessor, look) }, assessor.assess(look, memory), memory)
}

function neededBy({ hold }: Check, { refs }: Assessor, look: Look): number {
  if (hold === undefined) return 0
  const ofPods = refs.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Pod')
  return holdNeeded(hold, ofPods.flatMap((ref) => look.objects(ref)))
}

interface Occasion {
  readonly check: Check
  readonly view: CheckView
  /** How long it must hold. */
  readonly needed: number
}

function conclude({ check, view, needed }: Occasion, { failures, fallen, seen, unseen }: Assessment, memory: CheckMemory): Judgement {
  const { now } = view
  const kept: CheckMemory = seen || memory.seen ? { seen: true } : {}
  if (fallen.length > 0) {
    const spent = fallen.map((evidence) => ({ since: now, ...evidence }))
    return { verdict: { kind: 'spent', evidence: spent }, memory: { ...kept, spent } }
  }
  if (unseen !== undefined) return { verdict: { kind: 'unknown', problem: unseen }, memory: kept }
  return failures.length > 0 ? failed(failures, kept, memory, now) : held({ check, view, needed }, kept, memory.holdsSince ?? now)
}

function failed(failures: readonly Failure[], kept: CheckMemory, memory: CheckMemory, now: number): Judgement {
  const kind = failures.some(({ verdict }) => verdict === 'wrong') ? 'wrong' : 'not-yet'
  const first = [...failures.filter(({ verdict }) => verdict === kind), ...failures.filter(({ verdict }) => verdict !== kind)]
  const evidence = unrepeated(first.map((failure) => failure.evidence)).map((one) => ({ ...one, since: memory.since?.[aboutOf(one)] ?? now }))
  const since = Object.fromEntries(evidence.map((one) => [aboutOf(one), one.since]))
  return { verdict: { kind, evidence }, memory: { ...kept, since } }
}

/** Two assertions may fail for one reason. */
function unrepeated(evidence: readonly Evidence[]): readonly Evidence[] {
  const known = new Set<string>()
  return evidence.filter((one) => !known.has(aboutOf(one)) && known.add(aboutOf(one)))
}

/** What a piece of evidence is about: it is the same one while this is, whatever value is there. */
function aboutOf({ code, object, path, expression }: Evidence): string {
  return [code, object?.kind, object?.namespace, object?.name, path, expression].map((part) => part ?? '').join(' ')
}

/** Only what was seen to hold has held: of the time since the last word from the cluster nobody can tell. */
function held({ check, view: { now, seenUntil = now }, needed }: Occasion, kept: CheckMemory, since: number): Judgement {
  const memory = { ...kept, holdsSince: since }
  if (check.hold === undefined || seenUntil - since >= needed) return { verdict: { kind: 'passed' }, memory }
  return { verdict: { kind: 'not-yet', evidence: [], holding: { since, for: needed } }, memory, again: since + needed }
}

function withoutHold({ holdsSince: _holdsSince, ...memory }: CheckMemory): CheckMemory {
  return memory
}
