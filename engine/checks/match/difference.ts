import type { Json } from '#contract/check.ts'
import type { Place } from './place.ts'

/** One place where an object is not as the partial tree says. */
export interface Difference {
  readonly code: 'field-missing' | 'field-different' | 'item-missing'
  /** `spec.template.spec.containers[name=web].image` */
  readonly path: string
  /** The path's fields without list items: what decides who writes there. */
  readonly fields: readonly string[]
  readonly expected: Json
  /** Absent when the field is. */
  readonly actual?: Json
}

/** Compares one tree with one value; lists hand their items back to it. */
export type MatchTree = (tree: Json, actual: Json | undefined, place: Place) => readonly Difference[]

export function missing(place: Place, expected: Json): Difference {
  return { code: 'field-missing', path: place.path, fields: place.fields, expected }
}

/** What is found differs; where nothing is, `actual` stays out. */
export function different(place: Place, expected: Json, actual: Json | undefined): Difference {
  return { code: 'field-different', path: place.path, fields: place.fields, expected, ...(actual === undefined ? {} : { actual }) }
}
