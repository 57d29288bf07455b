import type { LabSummary } from '#contract/lab-summary.ts'
import type { Locale } from '#contract/locale.ts'
import { sayPackText } from '#contract/say.ts'

/** Whether a lab answers a search: every word somewhere in its title, summary, concepts or name. */
export function matchesSearch(lab: LabSummary, search: string, locale: Locale): boolean {
  const text = [sayPackText(lab.title, locale), sayPackText(lab.summary, locale), lab.lab, ...lab.concepts].join(' ').toLowerCase()
  return search.toLowerCase().split(/\s+/).every((word) => text.includes(word))
}
