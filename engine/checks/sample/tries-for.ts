/** What a share is, and how surely it is to be told. */
export interface ShareWanted {
  readonly is: number
  readonly within: number
  readonly confidence: number
}

export const mostTries = 2_000

/**
 * How many requests tell a share so well that a right setup is inside the bounds with this confidence (normal approximation of the binomial;
 * never fewer than would show a share of that size at all).
 */
export function triesFor({ is, within, confidence }: ShareWanted): number {
  const spread = Math.max(is * (1 - is), within * (1 - within) * 0.25)
  return Math.max(20, Math.ceil((normalQuantile((1 + confidence) / 2) / within) ** 2 * spread))
}

/** Below which a standard normal variable stays with this probability, from 0.5 up: Abramowitz and Stegun 26.2.23, off by 0.00045 at most. */
export function normalQuantile(probability: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - probability))
  return t - (2.515517 + 0.802853 * t + 0.010328 * t ** 2) / (1 + 1.432788 * t + 0.189269 * t ** 2 + 0.001308 * t ** 3)
}
