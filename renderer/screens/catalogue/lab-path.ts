import type { LabSummary, PackSummary, TrackSummary } from '#contract/lab-summary.ts'
import type { PackText } from '#contract/lab-parts.ts'

/** One path of the catalogue: a track with its labs in their order. */
export interface LabPath {
  readonly pack: PackSummary
  readonly track: TrackSummary
  readonly labs: readonly LabSummary[]
}

export type Standing = 'new' | 'under-way' | 'done'

/** A concept that a lab builds on: whether a lab that taught it is done, and which one would teach it. */
export interface Footing {
  readonly concept: string
  readonly isKnown: boolean
  readonly taughtBy: LabSummary | undefined
}

export const keyOf = ({ pack, lab }: Pick<LabSummary, 'pack' | 'lab'>): string => `${pack}/${lab}`

/** What is being done again is under way. */
export const standingOf = ({ done, underWay }: Pick<LabSummary, 'done' | 'underWay'>): Standing => (underWay ? 'under-way' : done ? 'done' : 'new')

export function pathsOf(packs: readonly PackSummary[], labs: readonly LabSummary[]): readonly LabPath[] {
  const byKey = new Map(labs.map((lab) => [keyOf(lab), lab]))
  return packs.flatMap((pack) => pack.tracks.map((track) => ({ pack, track, labs: track.labs.flatMap((lab) => byKey.get(keyOf({ pack: pack.pack, lab })) ?? []) })))
}

/** The concepts' names by their ids, which are the same in every pack. */
export const conceptNames = (packs: readonly PackSummary[]): Readonly<Record<string, PackText>> => Object.assign({}, ...packs.toReversed().map(({ concepts }) => concepts)) as Readonly<Record<string, PackText>>

/** What finished labs have taught. */
export const knownConcepts = (labs: readonly LabSummary[]): ReadonlySet<string> => new Set(labs.filter(({ done }) => done !== undefined).flatMap(({ concepts }) => concepts))

/** What a lab builds on, in the order in which it says so. */
export function footingOf(lab: LabSummary, labs: readonly LabSummary[]): readonly Footing[] {
  const known = knownConcepts(labs)
  return lab.prerequisites.map((concept) => ({ concept, isKnown: known.has(concept), taughtBy: labs.find((other) => other !== lab && other.concepts.includes(concept)) }))
}

/** Everything it builds on is known, or is taught nowhere here. */
export const hasFooting = (lab: LabSummary, labs: readonly LabSummary[]): boolean => footingOf(lab, labs).every(({ isKnown, taughtBy }) => isKnown || taughtBy === undefined)

/** The lab that was last worked on, of those under way. */
export const lastUsed = (labs: readonly LabSummary[]): LabSummary | undefined => labs.filter(({ underWay }) => underWay !== undefined).toSorted((one, other) => (other.underWay?.usedAt ?? 0) - (one.underWay?.usedAt ?? 0))[0]

/**
 * The lab to begin next: the first new one that has its footing and can run here, on the path that was last walked before the others.
 * None while everything that is left builds on what is under way.
 */
export function nextLab(paths: readonly LabPath[]): LabSummary | undefined {
  const labs = paths.flatMap((path) => path.labs)
  const isNext = (lab: LabSummary): boolean => standingOf(lab) === 'new' && lab.cannotRunHere === undefined && hasFooting(lab, labs)
  return paths.toSorted((one, other) => lastStep(other) - lastStep(one)).flatMap((path) => path.labs).find(isNext)
}

const lastStep = ({ labs }: LabPath): number => Math.max(0, ...labs.flatMap(({ done, underWay }) => [done?.at ?? 0, underWay?.usedAt ?? 0]))

/** What is left of a lab under way, by its steps. */
export function minutesLeft({ minutes, underWay }: Pick<LabSummary, 'minutes' | 'underWay'>): number {
  if (underWay === undefined) return minutes
  const { number, of } = underWay.step
  return Math.max(1, Math.round((minutes * (of - number + 1)) / of))
}
