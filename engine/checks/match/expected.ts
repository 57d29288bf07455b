import type { Json } from '#contract/check.ts'

/**
 * What a partial tree may say beside plain values, written as a map with one key:
 * `{ $ordered: [sh, -c] }` these items, in this order, with others between or around them or not;
 * `{ $absent: true }` (or `null`) the field is not there.
 */
export type Expected =
  | { readonly kind: 'ordered'; readonly items: readonly Json[] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'list'; readonly items: readonly Json[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, Json])[] }
  | { readonly kind: 'value'; readonly value: Exclude<Json, null | readonly Json[]> }

export function readExpected(tree: Json): Expected {
  if (tree === null) return { kind: 'absent' }
  if (isList(tree)) return { kind: 'list', items: tree }
  if (typeof tree !== 'object') return { kind: 'value', value: tree }
  if (isList(tree['$ordered']) && Object.keys(tree).length === 1) return { kind: 'ordered', items: tree['$ordered'] }
  if (tree['$absent'] === true && Object.keys(tree).length === 1) return { kind: 'absent' }
  return { kind: 'map', entries: Object.entries(tree) }
}

/** `Array.isArray` that also narrows a readonly list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

export function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !isList(value)
}

/** Whether a value is what an absent field reads as. */
export function isZero(value: Json): boolean {
  if (isList(value)) return value.length === 0
  return value === 0 || value === false || value === '' || (isMap(value) && Object.keys(value).length === 0)
}
