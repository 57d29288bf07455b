import type { Labels } from './container-runtime.ts'

/** The engine's filter for things that carry all of these labels; an empty value asks for the key alone. */
export function labelFilter(labels: Labels): { label: string[] } {
  return { label: Object.entries(labels).map(([key, value]) => (value === '' ? key : `${key}=${value}`)) }
}
