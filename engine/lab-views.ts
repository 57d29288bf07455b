import type { Attempt } from '#contract/attempt.ts'
import type { Catalogue, LabSummary, Lesson, PackProblemView, PackSummary } from '#contract/lab-summary.ts'
import type { Capability } from '#contract/cluster.ts'
import type { Locale } from '#contract/locale.ts'
import { pointsOf } from './attempts/attempt-snapshot.ts'
import { type KeptAttempt, labProgress } from './attempts/lab-progress.ts'
import { whyNotHere } from './attempts/why-not-here.ts'
import type { ComponentRecipe } from './components/component-recipe.ts'
import { quantityNanos } from './checks/values/quantity.ts'
import { labImage, type NodeImages } from './lab-images.ts'
import { fillTemplate } from './packs/fill-template.ts'
import type { LessonText } from './packs/lesson-text.ts'
import type { PackShelf } from './packs/list-packs.ts'
import type { LoadedLab, LoadedPack } from './packs/pack-store.ts'

/** What is known of where labs run, and of what was done with them. */
export interface CatalogueView {
  readonly capabilities: ReadonlySet<Capability>
  readonly images: NodeImages | undefined
  /** What can be added to a cluster, with its price. */
  readonly components: readonly Pick<ComponentRecipe, 'name' | 'title' | 'price'>[]
  readonly kept: readonly KeptAttempt[]
  /** The cluster that labs are under way on; undefined where it is not known. */
  readonly place: string | undefined
}

/** Everything that a catalogue shows. */
export function catalogueOf(shelf: PackShelf, view: CatalogueView): Catalogue {
  return {
    packs: shelf.packs.map(packSummary),
    labs: shelf.packs.flatMap((pack) => pack.labs.map((lab) => summaryOf(pack, lab, view))),
    refused: viewsOf(shelf),
  }
}

/** The pack's own tracks, and behind them one of the pack's name for labs that are on none. */
function packSummary({ pack, labs }: LoadedPack): PackSummary {
  const placed = new Set(pack.tracks.flatMap((track) => track.labs))
  const others = labs.map(({ lab }) => lab.id).filter((id) => !placed.has(id))
  const tracks = pack.tracks.map(({ id, title, summary, labs: path }) => ({ id, title, labs: path, ...(summary && { summary }) }))
  return { pack: pack.id, title: pack.title, concepts: pack.concepts, tracks: others.length === 0 ? tracks : [...tracks, { id: pack.id, title: pack.title, labs: others }] }
}

function summaryOf({ pack }: LoadedPack, { lab, texts }: LoadedLab, view: CatalogueView): LabSummary {
  const { capabilities, images, kept, place } = view
  const cannotRunHere = whyNotHere(lab, capabilities)
  return {
    pack: pack.id,
    lab: lab.id,
    version: lab.version,
    title: lab.title,
    summary: lab.summary,
    minutes: lab.minutes,
    concepts: lab.concepts,
    prerequisites: lab.prerequisites,
    steps: lab.steps.length,
    checks: lab.steps.reduce((sum, step) => sum + step.checks.length, 0),
    points: pointsOf(lab),
    locales: Object.keys(texts),
    memoryBytes: bytesOf(lab.budget.memory),
    needs: lab.needs,
    ...(lab.scope === 'cluster' ? { takesCluster: true as const } : {}),
    components: view.components.flatMap((one) => (lab.components.includes(one.name) ? [{ name: one.name, title: one.title, memoryBytes: bytesOf(one.price.memory) }] : [])),
    images: lab.images.map((reference) => labImage(reference, images)),
    provenOn: lab.provenOn,
    ...(cannotRunHere === undefined ? {} : { cannotRunHere }),
    ...labProgress(kept, { pack: pack.id, lab: lab.id, version: lab.version }, place),
  }
}

/** A budget that is no quantity promises nothing. */
const bytesOf = (quantity: string): number => Number((quantityNanos(quantity) ?? 0n) / 1_000_000_000n)

/** A lesson in the reader's language, with the attempt's own names where there is an attempt. */
export function lessonOf({ texts }: LoadedLab, locale: Locale, attempt: Attempt | undefined): Lesson {
  const text: Omit<LessonText, 'headings'> = texts[locale] ?? Object.values(texts)[0] ?? { introduction: '', steps: {} }
  const lesson: Lesson = { introduction: text.introduction, steps: text.steps, ...(text.debrief === undefined ? {} : { debrief: text.debrief }) }
  return attempt === undefined ? lesson : fillTemplate(lesson, { ns: attempt.namespaces, vars: attempt.vars })
}

/** Everything that is wrong with packs, as lines to show. */
function viewsOf({ refused }: PackShelf): readonly PackProblemView[] {
  return refused.flatMap(({ folder, problems }) => problems.map((problem) => ({ folder, ...problem })))
}
