import type { ClusterFacts } from '#contract/cluster.ts'

/** No vowels, so that no id is a word; no 0, 1 and l, so that none is misread. */
const letters = 'bcdfghjkmnpqrstvwxz23456789'

/** `x7k2q`: short enough to type, begins with a letter, fits everywhere that a DNS label does. */
export function drawAttemptId(random: () => number): string {
  const one = (among: string): string => among.charAt(Math.floor(random() * among.length))
  return one(letters.slice(0, -8)) + Array.from({ length: 4 }, () => one(letters)).join('')
}

const longestName = 63

/** `first-pod-main-x7k2q`, after the first reset `first-pod-main-x7k2q-2`; a long lab or alias is shortened, never the end that tells them apart. */
export function namespaceName({ lab, alias, attempt, round }: { lab: string; alias: string; attempt: string; round: number }): string {
  const end = round === 1 ? `-${attempt}` : `-${attempt}-${round}`
  const room = longestName - end.length - 1
  const shortAlias = shortened(alias, 24)
  return `${shortened(lab, room - shortAlias.length)}-${shortAlias}${end}`
}

const shortened = (name: string, length: number): string => name.slice(0, length).replace(/-+$/, '')

/** Which cluster an attempt runs on: `kind/kindlab`, the same when it was deleted and made again. */
export const clusterPlace = ({ provider, name }: Pick<ClusterFacts, 'provider' | 'name'>): string => `${provider}/${name}`
