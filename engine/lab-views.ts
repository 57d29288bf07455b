import type { Attempt } from '#contract/attempt.ts'
import type { LabSummary, Lesson, PackProblemView } from '#contract/lab-summary.ts'
import type { Capability } from '#contract/cluster.ts'
import type { Locale } from '#contract/locale.ts'
import { whyNotHere } from './attempts/why-not-here.ts'
import { fillTemplate } from './packs/fill-template.ts'
import type { PackShelf } from './packs/list-packs.ts'
import type { LoadedLab, LoadedPack } from './packs/pack-store.ts'

/** What a catalogue shows of a lab, where the cluster offers no more than `capabilities`. */
export function summaryOf({ pack }: LoadedPack, { lab, texts }: LoadedLab, capabilities: ReadonlySet<Capability>): LabSummary {
  const cannotRunHere = whyNotHere(lab, capabilities)
  return {
    pack: pack.id,
    lab: lab.id,
    version: lab.version,
    title: lab.title,
    summary: lab.summary,
    minutes: lab.minutes,
    concepts: lab.concepts,
    steps: lab.steps.length,
    checks: lab.steps.reduce((sum, step) => sum + step.checks.length, 0),
    locales: Object.keys(texts),
    ...(cannotRunHere === undefined ? {} : { cannotRunHere }),
  }
}

/** A lesson in the reader's language, with the attempt's own names where there is an attempt. */
export function lessonOf({ texts }: LoadedLab, locale: Locale, attempt: Attempt | undefined): Lesson {
  const text = texts[locale] ?? Object.values(texts)[0] ?? { introduction: '', steps: {} }
  const lesson = { introduction: text.introduction, steps: text.steps }
  return attempt === undefined ? lesson : fillTemplate(lesson, { ns: attempt.namespaces, vars: attempt.vars })
}

/** Everything that is wrong with packs, as lines to show. */
export function viewsOf({ refused }: PackShelf): readonly PackProblemView[] {
  return refused.flatMap(({ folder, problems }) => problems.map((problem) => ({ folder, ...problem })))
}
