import type { PackText } from './lab-parts.ts'
import type { Problem } from './problem.ts'

/** What a catalogue shows of a lab. */
export interface LabSummary {
  readonly pack: string
  readonly lab: string
  readonly version: string
  readonly title: PackText
  readonly summary: PackText
  readonly minutes: number
  readonly concepts: readonly string[]
  readonly steps: number
  readonly checks: number
  readonly locales: readonly string[]
  /** What it needs and the cluster does not offer; absent where the lab can run. */
  readonly cannotRunHere?: Problem
}

/** A lab's text in one language, as Markdown with the attempt's names filled in where there is an attempt. */
export interface Lesson {
  readonly introduction: string
  readonly steps: Readonly<Record<string, string>>
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
