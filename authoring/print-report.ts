import { fillText, type Locale } from '#contract/locale.ts'
import { heldOf, type Proof, type ProofReport } from './proof.ts'
import { proofTexts, summaryTexts } from './proof-texts.ts'

/** What did not hold, one line each, one line a lab, and the count of all: `140 of 140 held`. */
export function printReports(reports: readonly ProofReport[], locale: Locale): string {
  const proofs = reports.flatMap((report) => report.proofs)
  const broken = proofs.filter(({ held }) => !held).map((proof) => printBroken(proof, locale))
  const labs = reports.map((report) => fillText(summaryTexts.lab[locale], { lab: report.lab, ...heldOf(report.proofs), seconds: report.seconds.toFixed(1) }))
  return [...broken, ...labs, fillText(summaryTexts.held[locale], heldOf(proofs))].join('\n')
}

export function printBroken({ kind, lab, about, found }: Proof, locale: Locale): string {
  return fillText(summaryTexts.broken[locale], { lab, claim: proofTexts[kind][locale], about, found: found ?? '' })
}
