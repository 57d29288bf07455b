/** What becomes of the cluster when Kindlab ends; the learner's choice. */
export const fates = ['pause', 'stop', 'keep', 'down'] as const
export type Fate = (typeof fates)[number]

/** Those that a window offers: removing the cluster on the way out is for scripts (`--on-exit down`). */
export const offeredFates = ['pause', 'stop', 'keep'] as const satisfies readonly Fate[]
