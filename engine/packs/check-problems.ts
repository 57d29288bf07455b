import type { Lab } from '#contract/lab.ts'
import { prepareCheck } from '../checks/prepare-check.ts'
import type { CheckMistake } from '../checks/mistake.ts'
import { placeInText } from './text-place.ts'
import { faultAt, type PackProblem, type Place } from './pack-problem.ts'
import type { FieldPath, YamlDocument } from './parse-yaml.ts'
import { checkNames } from './lab-names.ts'

/** What is wrong inside the checks of a lab, their CEL expressions down to the column. */
export function checkProblems(lab: Lab, document: YamlDocument): PackProblem[] {
  const names = checkNames(lab)
  return lab.steps.flatMap((step, stepIndex) =>
    step.checks.flatMap((check, checkIndex) => {
      const result = prepareCheck(check, names)
      return 'problems' in result ? result.problems.map((mistake) => problemOf(mistake, ['steps', stepIndex, 'checks', checkIndex], document)) : []
    }),
  )
}

function problemOf(mistake: CheckMistake, check: FieldPath, document: YamlDocument): PackProblem {
  return faultAt(placeOf(mistake, [...check, ...pathOf(mistake.field)], document), 'check-invalid', { reason: mistake.message })
}

function placeOf({ column }: CheckMistake, path: FieldPath, document: YamlDocument): Place {
  if (column === undefined) return document.placeOf(path)
  const written = document.valueAt(path)
  const inside = placeInText(typeof written === 'string' ? written : '', column - 1)
  return document.placeInside(path, inside.line, inside.column)
}

/** `assert[0]` → assert, 0 */
function pathOf(field: string): FieldPath {
  return [...field.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) => (index === undefined ? (name ?? '') : Number(index)))
}
