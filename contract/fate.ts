/** What becomes of the cluster when Kindlab ends; the learner's choice. */
export const fates = ['pause', 'stop', 'keep', 'down'] as const
export type Fate = (typeof fates)[number]
