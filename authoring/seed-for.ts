import type { Lab } from '#contract/lab.ts'
import { drawVars } from '../engine/packs/draw-vars.ts'

type Wishes = Readonly<Record<string, string>>

/** Whether values are those that a script asks for. */
export function fulfils(vars: Readonly<Record<string, string | number>>, wishes: Wishes): boolean {
  return Object.entries(wishes).every(([name, value]) => String(vars[name]) === value)
}

/** A seed that draws what a script asks for: `base` itself where that does, else the first numbered one. */
export function seedFor(lab: Pick<Lab, 'id' | 'vars'>, base: string, wishes: Wishes): string {
  const seeds = [base, ...Array.from({ length: 1_000 }, (_, number) => `${base}-${number}`)]
  const seed = seeds.find((one) => fulfils(drawVars(lab, one), wishes))
  if (seed === undefined) throw new Error(`no seed of ${lab.id} draws ${JSON.stringify(wishes)}`)
  return seed
}
