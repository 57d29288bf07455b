import type { Json } from '#contract/check.ts'

/** A value of an object as a person reads it: words as they are, small trees on one line, others as a tree. */
export function shownValue(value: Json): string {
  if (typeof value === 'string') return value === '' ? '""' : value
  const line = JSON.stringify(value)
  return line.length > 60 ? JSON.stringify(value, null, 2) : line
}
