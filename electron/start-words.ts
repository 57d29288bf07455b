import { fates, type Fate } from '#contract/fate.ts'
import { labLinkAmong, type LabLink } from './deep-link.ts'

/** What the command line that started the app asks for. */
export interface StartWords {
  /** The cluster comes up behind the window; without it the window comes and nothing is made. */
  readonly bringUp: boolean
  readonly fate: Fate | undefined
  readonly link: LabLink | undefined
}

/** A link can come from any web page, and on some systems with words of its own behind it: beside one, no other word counts. */
export function readStartWords(words: readonly string[]): StartWords {
  const link = labLinkAmong(words)
  if (link !== undefined) return { bringUp: false, fate: undefined, link }
  const fate = words.find((word) => word.startsWith('--on-exit='))?.slice('--on-exit='.length)
  return { bringUp: words.includes('--bring-up'), fate: fates.find((one) => one === fate), link }
}
