import type { Attempt } from '#contract/attempt.ts'
import type { LabSummary } from '#contract/lab-summary.ts'
import { fillText, type Locale } from '#contract/locale.ts'
import { sayPackText } from '#contract/say.ts'
import type { Place } from '../stores/place.ts'

/** A lab as the palette shows it: to go on with, or to begin. */
export interface LabEntry {
  readonly key: string
  readonly name: string
  /** In every language that the lab speaks, and by its own name. */
  readonly names: readonly string[]
  readonly place: Place
}

interface Shelf {
  readonly labs: readonly LabSummary[]
  readonly attempts: readonly Attempt[]
  readonly words: { readonly continueLab: string; readonly openLab: string }
  readonly locale: Locale
}

/** Labs under way, then those that can be begun here. */
export function labEntries({ labs, attempts, words, locale }: Shelf): readonly LabEntry[] {
  const underWay = attempts.filter(({ phase }) => phase !== 'ended' && phase !== 'finished')
  const fresh = labs.filter((lab) => lab.cannotRunHere === undefined && !underWay.some((one) => one.pack === lab.pack && one.lab === lab.lab))
  return [
    ...underWay.map((attempt): LabEntry => ({ ...namesOf(attempt, words.continueLab, locale), place: { kind: 'lab', attempt: attempt.id } })),
    ...fresh.map((lab): LabEntry => ({ ...namesOf(lab, words.openLab, locale), place: { kind: 'link', pack: lab.pack, lab: lab.lab } })),
  ]
}

function namesOf({ pack, lab, title }: Pick<LabSummary, 'pack' | 'lab' | 'title'>, sentence: string, locale: Locale): Omit<LabEntry, 'place'> {
  const name = fillText(sentence, { lab: sayPackText(title, locale) })
  return { key: `lab:${pack}/${lab}`, name, names: [name, ...Object.values(title), lab] }
}
