/**
 * Below zero when `a` is older than `b`. Kubernetes promises since 1.35 (KEP-5504) that versions of one resource are decimal numbers
 * of any length that can be compared; the servers before did the same. Anything else cannot be compared: undefined.
 */
export function compareVersions(a: string, b: string): number | undefined {
  if (!isNumber(a) || !isNumber(b)) return a === b ? 0 : undefined
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}

const isNumber = (version: string): boolean => /^[1-9]\d*$/.test(version)

/** Whether `version` is one that somebody who is at `seen` has seen already. */
export function isSeen(version: string, seen: string): boolean {
  const order = compareVersions(version, seen)
  return order !== undefined && order <= 0
}
