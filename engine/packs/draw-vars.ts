import { createHash } from 'node:crypto'
import type { Lab, Variable } from '#contract/lab.ts'

/** The values of a lab's variables for one attempt. The same seed draws the same values, whatever else the lab declares. */
export function drawVars(lab: Pick<Lab, 'id' | 'vars'>, seed: string): Record<string, string | number> {
  return Object.fromEntries(Object.entries(lab.vars).map(([name, variable]) => [name, draw(variable, `${seed}/${lab.id}/${name}`)]))
}

function draw(variable: Variable, seed: string): string | number {
  if ('value' in variable) return variable.value
  const number = createHash('sha256').update(seed).digest().readUInt32BE(0)
  const picked = variable.pick[number % variable.pick.length]
  if (picked === undefined) throw new Error('a variable with nothing to pick from passed its schema')
  return picked
}
