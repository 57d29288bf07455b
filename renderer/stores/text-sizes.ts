/** What the text can be multiplied with; 1 is 14 px. */
export const textSizes = [0.85, 0.9, 1, 1.1, 1.25, 1.5] as const

/** The size one step bigger or smaller than this one, which may be none of ours. */
export function nextSize(size: number, direction: 'bigger' | 'smaller'): number {
  const further = direction === 'bigger' ? textSizes.filter((one) => one > size) : textSizes.filter((one) => one < size).toReversed()
  return further[0] ?? size
}

export const percent = (size: number): string => `${Math.round(size * 100)}%`
