import type { Lab } from '#contract/lab.ts'
import { nearestName } from '../checks/nearest-name.ts'
import { faultAt, type PackProblem } from './pack-problem.ts'
import type { FieldPath, YamlDocument } from './parse-yaml.ts'

/** What the schema cannot say of a lab: ids that repeat, steps that wait for nothing or for each other, variables that follow nothing. */
export function labReferenceProblems(lab: Lab, document: YamlDocument): PackProblem[] {
  return [...duplicateIds(lab, document), ...unknownSteps(lab, document), ...cycles(lab, document), ...strayFollowers(lab, document)]
}

/** A variable follows one that is drawn, and speaks of nothing that cannot be drawn there. */
function strayFollowers({ vars }: Lab, document: YamlDocument): PackProblem[] {
  return Object.entries(vars).flatMap(([name, variable]) => {
    if (!('by' in variable)) return []
    const leader = vars[variable.by]
    if (leader === undefined || !('pick' in leader)) return [faultAt(document.placeOf(['vars', name, 'by']), 'follows-nothing', { name: variable.by })]
    const drawn = leader.pick.map(String)
    const strays = Object.keys(variable.of).filter((one) => !drawn.includes(one))
    return strays.map((found) => faultAt(document.placeOf(['vars', name, 'of', found]), 'never-drawn', { found, name: variable.by, drawn: drawn.join(', ') }))
  })
}

interface WrittenId {
  readonly id: string
  readonly path: FieldPath
}

function duplicateIds(lab: Lab, document: YamlDocument): PackProblem[] {
  const steps = lab.steps.map(({ id }, index) => ({ id, path: ['steps', index, 'id'] }))
  // Checks are known by their id alone in progress and in near-misses, so they are unique in the whole lab.
  const checks = lab.steps.flatMap((step, index) => step.checks.map(({ id }, place) => ({ id, path: ['steps', index, 'checks', place, 'id'] })))
  return [...repeated(steps, document), ...repeated(checks, document)]
}

function repeated(ids: readonly WrittenId[], document: YamlDocument): PackProblem[] {
  const first = new Map<string, WrittenId>()
  return ids.flatMap((written) => {
    const earlier = first.get(written.id)
    if (earlier === undefined) first.set(written.id, written)
    return earlier === undefined ? [] : [faultAt(document.placeOf(written.path), 'duplicate-id', { id: written.id, first: document.placeOf(earlier.path).line ?? 0 })]
  })
}

function unknownSteps(lab: Lab, document: YamlDocument): PackProblem[] {
  const ids = lab.steps.map(({ id }) => id)
  return lab.steps.flatMap(({ after }, index) =>
    after.flatMap((name, place) => (ids.includes(name) ? [] : [unknownStep(name, { ids, document, path: ['steps', index, 'after', place] })])),
  )
}

function unknownStep(name: string, { ids, document, path }: { ids: readonly string[]; document: YamlDocument; path: FieldPath }): PackProblem {
  const meant = nearestName(name, ids)
  const place = document.placeOf(path)
  return meant === undefined ? faultAt(place, 'unknown-step', { name, steps: ids.join(', ') }) : faultAt(place, 'unknown-step-meant', { name, meant })
}

/** One problem for all steps that never open, at the first of them. */
function cycles(lab: Lab, document: YamlDocument): PackProblem[] {
  const stuck = stepsInCycles(lab.steps)
  const first = lab.steps.findIndex(({ id }) => stuck.includes(id))
  return first < 0 ? [] : [faultAt(document.placeOf(['steps', first, 'after']), 'step-cycle', { steps: stuck.join(', ') })]
}

function stepsInCycles(steps: readonly { readonly id: string; readonly after: readonly string[] }[]): string[] {
  const ids = new Set(steps.map(({ id }) => id))
  let waiting = steps
  for (let before = -1; before !== waiting.length;) {
    before = waiting.length
    const open = new Set(waiting.map(({ id }) => id))
    waiting = waiting.filter(({ after }) => after.some((id) => ids.has(id) && open.has(id)))
  }
  return waiting.map(({ id }) => id)
}
