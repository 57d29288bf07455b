import type { Capability } from './cluster.ts'
import type { Lab } from './lab.ts'
import type { PackText } from './lab-parts.ts'
import type { Problem } from './problem.ts'

/** Everything that a catalogue shows. */
export interface Catalogue {
  readonly packs: readonly PackSummary[]
  readonly labs: readonly LabSummary[]
  readonly refused: readonly PackProblemView[]
}

/** What a catalogue shows of a pack: the paths that lead through its labs, and its words for what they teach. */
export interface PackSummary {
  readonly pack: string
  readonly title: PackText
  readonly concepts: Readonly<Record<string, PackText>>
  /** At least one; every lab of the pack is on exactly one of them. */
  readonly tracks: readonly TrackSummary[]
}

export interface TrackSummary {
  readonly id: string
  readonly title: PackText
  readonly summary?: PackText
  readonly labs: readonly string[]
}

/** What a catalogue shows of a lab. */
export interface LabSummary {
  readonly pack: string
  readonly lab: string
  readonly version: string
  readonly title: PackText
  readonly summary: PackText
  readonly minutes: number
  /** What it teaches, by the ids of its pack's concepts. */
  readonly concepts: readonly string[]
  /** What it builds on. */
  readonly prerequisites: readonly string[]
  readonly steps: number
  readonly checks: number
  readonly points: number
  readonly locales: readonly string[]
  /** What its objects may use of the cluster's memory. */
  readonly memoryBytes: number
  readonly needs: readonly Capability[]
  /** It works on the whole cluster: beginning it again makes the cluster anew. */
  readonly takesCluster?: true
  /** Systems beside Kubernetes that are added to the cluster before it begins, and stay. */
  readonly components: readonly LabComponent[]
  readonly images: readonly LabImage[]
  readonly provenOn: Lab['provenOn']
  /** What it needs and the cluster does not offer; absent where the lab can run. */
  readonly cannotRunHere?: Problem
  /** The best end that it ever came to here; absent while it was never finished. */
  readonly done?: LabDone
  /** Begun on this cluster and not finished; absent where it is not. */
  readonly underWay?: LabUnderWay
}

/** What a lab brings along, and what that takes of the cluster. */
export interface LabComponent {
  readonly name: string
  readonly title: PackText
  readonly memoryBytes: number
}

/** An image that a lab's Pods run, and whether they start without a registry. */
export interface LabImage {
  readonly reference: string
  /** `unknown` where nobody can be asked: the cluster is not there, or its nodes are not ours to see. */
  readonly presence: 'in-nodes' | 'missing' | 'unknown'
  /** What it takes in a node, where it is in one. */
  readonly bytes?: number
}

export interface LabDone {
  readonly earned: number
  readonly of: number
  /** Milliseconds since the epoch. */
  readonly at: number
}

export interface LabUnderWay {
  readonly attempt: string
  /** The first open step; counted from 1. */
  readonly step: { readonly number: number; readonly of: number; readonly title: PackText }
  /** When it was last worked on, milliseconds since the epoch. */
  readonly usedAt: number
}

/** A lab's text in one language, as Markdown with the attempt's names filled in where there is an attempt. */
export interface Lesson {
  readonly introduction: string
  readonly steps: Readonly<Record<string, string>>
  /** What its author says when all is done. */
  readonly debrief?: string
}

/** A picture of a lesson, whole. */
export interface LessonPicture {
  readonly type: string
  /** Base64. */
  readonly data: string
}

/** Why a pack could not be loaded, ready to be shown. */
export interface PackProblemView {
  readonly folder: string
  readonly file: string
  readonly line?: number
  readonly column?: number
  readonly field?: string
  readonly message: Readonly<Record<'en' | 'ko', string>>
}
