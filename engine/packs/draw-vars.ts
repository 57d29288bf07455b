import { createHash } from 'node:crypto'
import type { Lab, Variable } from '#contract/lab.ts'

type Values = Readonly<Record<string, string | number>>
type Follower = Extract<Variable, { by: string }>

/** The values of a lab's variables for one attempt. The same seed draws the same values, whatever else the lab declares. */
export function drawVars(lab: Pick<Lab, 'id' | 'vars'>, seed: string): Record<string, string | number> {
  const entries = Object.entries(lab.vars)
  const drawn = Object.fromEntries(entries.flatMap(([name, variable]) => ('by' in variable ? [] : [[name, draw(variable, `${seed}/${lab.id}/${name}`)] as const])))
  return Object.fromEntries(entries.map(([name, variable]) => [name, 'by' in variable ? follow(variable, drawn) : (drawn[name] ?? '')]))
}

function draw(variable: Exclude<Variable, Follower>, seed: string): string | number {
  if ('value' in variable) return variable.value
  const number = createHash('sha256').update(seed).digest().readUInt32BE(0)
  const picked = variable.pick[number % variable.pick.length]
  if (picked === undefined) throw new Error('a variable with nothing to pick from passed its schema')
  return picked
}

function follow({ by, of, otherwise }: Follower, drawn: Values): string | number {
  const leader = String(drawn[by])
  return Object.hasOwn(of, leader) ? (of[leader] ?? otherwise) : otherwise
}
