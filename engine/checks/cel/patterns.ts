import { RE2JS } from 're2js'

const patterns = new Map<string, RE2JS>()

/** RE2: its time is linear in the text, whatever the pattern; JavaScript's own can hang. */
export function compiledPattern(pattern: string): RE2JS {
  const known = patterns.get(pattern)
  if (known !== undefined) return known
  if (patterns.size >= 500) patterns.clear()
  const compiled = RE2JS.compile(pattern)
  patterns.set(pattern, compiled)
  return compiled
}
