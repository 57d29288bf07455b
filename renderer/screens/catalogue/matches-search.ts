import type { LabSummary } from '#contract/lab-summary.ts'
import type { PackText } from '#contract/lab-parts.ts'

/** Whether a lab answers a search: every word somewhere in its title, summary, concepts or name, in whichever language it is asked. */
export function matchesSearch(lab: LabSummary, search: string, concepts: Readonly<Record<string, PackText>>): boolean {
  const texts: readonly PackText[] = [lab.title, lab.summary, ...lab.concepts.map((id) => concepts[id] ?? {})]
  const text = [...texts.flatMap((one) => Object.values(one)), lab.lab, ...lab.concepts].join(' ').toLowerCase()
  return search.toLowerCase().split(/\s+/).every((word) => text.includes(word))
}
