import pc from 'picocolors'
import type { LabSummary } from '#contract/lab-summary.ts'
import type { Locale } from '#contract/locale.ts'
import { sayPackText, sayProblem } from '#contract/say.ts'
import { say } from './texts.ts'

/** A lab as a list shows it: what it is, and how far its learner has come. */
export function labLine(lab: LabSummary, locale: Locale): string {
  const name = `${pc.bold(lab.lab)}  ${sayPackText(lab.title, locale)} ${pc.dim(say('minutes', locale, { minutes: lab.minutes }))}`
  const refusal = lab.cannotRunHere && pc.yellow(sayProblem(lab.cannotRunHere, locale).says)
  return [name, pc.dim(sayPackText(lab.summary, locale)), ...progress(lab, locale), refusal].filter((line) => line !== undefined).join('\n    ')
}

function progress({ done, underWay }: LabSummary, locale: Locale): readonly string[] {
  return [
    ...(done === undefined ? [] : [pc.green(`✓ ${say('labDone', locale, { date: new Date(done.at).toLocaleDateString(locale), earned: done.earned, of: done.of })}`)]),
    ...(underWay === undefined ? [] : [pc.cyan(`▸ ${say('step', locale, { number: underWay.step.number, of: underWay.step.of, title: sayPackText(underWay.step.title, locale) })}`)]),
  ]
}
