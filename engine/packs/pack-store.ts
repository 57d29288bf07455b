import type { Lab, Pack } from '#contract/lab.ts'
import type { Answer } from '#contract/quiz.ts'
import type { LessonText } from './lesson-text.ts'
import type { PackProblem } from './pack-problem.ts'

/** A pack that was read and found whole. */
export interface LoadedPack {
  readonly folder: string
  readonly pack: Pack
  /** In the order of their folders' numbers. */
  readonly labs: readonly LoadedLab[]
}

/** A lab as its folder holds it, every `${ns.…}` and `${vars.…}` still in its place: `fillTemplate` puts an attempt's values there. */
export interface LoadedLab {
  readonly folder: string
  readonly lab: Lab
  /** By language. */
  readonly texts: Readonly<Record<string, LessonText>>
  /** Manifests applied when an attempt starts, parsed, in file order. */
  readonly start: readonly unknown[]
  /** Files put into the workspace: relative path → absolute path in the pack. */
  readonly files: Readonly<Record<string, string>>
  /** Pictures of its lessons: as a lesson names one (`../assets/request.svg`) → absolute path in the pack. */
  readonly pictures: Readonly<Record<string, string>>
  /** Step id → its reference solution; every step has one that checks anything of the cluster. */
  readonly solutions: Readonly<Record<string, SolutionFile>>
  /** Step id → the answers to its questions. */
  readonly answers: Readonly<Record<string, AnswersFile>>
  readonly nearMisses: readonly LabelledSolution[]
  readonly alternatives: readonly LabelledSolution[]
}

/** `text` is the file as it is written; for manifests, `objects` is what it says. */
export type SolutionFile =
  | { readonly kind: 'script'; readonly path: string; readonly text: string }
  | { readonly kind: 'manifests'; readonly path: string; readonly text: string; readonly objects: readonly unknown[] }

/** Answers to a step's questions, by check. */
export interface AnswersFile {
  readonly kind: 'answers'
  readonly path: string
  readonly text: string
  readonly answers: Readonly<Record<string, Answer>>
}

/** A script or manifests go with the step's own answers, answers with the step's own solution. */
export interface LabelledSolution {
  readonly step: string
  readonly name: string
  readonly file: SolutionFile | AnswersFile
}

export type PackResult = { readonly kind: 'loaded'; readonly pack: LoadedPack } | { readonly kind: 'refused'; readonly problems: readonly PackProblem[] }
