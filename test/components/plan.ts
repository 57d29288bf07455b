import type { ComponentRecipe } from '../../engine/components/component-recipe.ts'

export interface Candidate {
  readonly recipe: ComponentRecipe
  /** How long its last proof took, where there was one. */
  readonly proofSeconds: number | undefined
  /** Nothing has to be built or pulled. */
  readonly isAtHand: boolean
}

export interface Planned {
  readonly recipe: ComponentRecipe
  /** What it may take. */
  readonly minutes: number
}

/** Of a component that was never proven. */
const usualMinutes = 3
/** A proof may be slower than the last one. */
const margin = 1.5

/** The cheapest first. */
export function planOf(candidates: readonly Candidate[]): readonly Planned[] {
  return candidates.map(({ recipe, proofSeconds, isAtHand }) => ({ recipe, minutes: minutesOf(proofSeconds) + (isAtHand ? 0 : recipe.price.minutes) })).toSorted((one, other) => one.minutes - other.minutes)
}

const minutesOf = (seconds: number | undefined): number => (seconds === undefined ? usualMinutes : (seconds / 60) * margin)
