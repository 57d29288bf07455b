import type { Lab, Pack } from '#contract/lab.ts'
import type { PackProblem } from './pack-problem.ts'

/** A pack that was read and found whole. */
export interface LoadedPack {
  readonly folder: string
  readonly pack: Pack
  readonly labs: readonly LoadedLab[]
}

export interface LoadedLab {
  readonly folder: string
  readonly lab: Lab
  /** Language → introduction and one Markdown section for each step id. */
  readonly texts: Readonly<Record<string, { readonly introduction: string; readonly steps: Readonly<Record<string, string>> }>>
  /** Manifests applied when an attempt starts, parsed, in file order. */
  readonly start: readonly unknown[]
  /** Files put into the workspace: relative path → absolute path in the pack. */
  readonly files: Readonly<Record<string, string>>
  /** Step id → its reference solution. */
  readonly solutions: Readonly<Record<string, SolutionFile>>
  readonly nearMisses: readonly LabelledSolution[]
  readonly alternatives: readonly LabelledSolution[]
}

export type SolutionFile =
  | { readonly kind: 'script'; readonly path: string; readonly text: string }
  | { readonly kind: 'manifests'; readonly path: string; readonly objects: readonly unknown[] }

export interface LabelledSolution {
  readonly step: string
  readonly name: string
  readonly file: SolutionFile
}

export type PackResult = { readonly kind: 'loaded'; readonly pack: LoadedPack } | { readonly kind: 'refused'; readonly problems: readonly PackProblem[] }
