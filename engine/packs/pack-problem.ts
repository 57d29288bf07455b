import { fillText, type Locale, type Text, type TextParams } from '#contract/locale.ts'
import { packFaults } from '#contract/messages/packs.ts'

export type PackFault = keyof typeof packFaults

/** Why a pack is refused: where, what was found, what was expected. Lines and columns count from 1. */
export interface PackProblem {
  readonly code: PackFault
  /** Relative to the pack's folder, with forward slashes. */
  readonly file: string
  readonly line?: number
  readonly column?: number
  /** The field's path: `steps[0].checks[1].object.kind`. */
  readonly field?: string
  readonly message: Text
}

/** A place in a file; nothing is known of a file as a whole but its name. */
export interface Place {
  readonly file: string
  readonly line?: number
  readonly column?: number
  readonly field?: string
}

/** A parameter is a value, or a text that has its own words in each language. */
export type FaultParams = Readonly<Record<string, string | number | Text>>

/** A PackProblem with its sentence filled in, in both languages. */
export function faultAt(place: Place, code: PackFault, params: FaultParams = {}): PackProblem {
  return { code, ...place, message: fillBoth(packFaults[code], params) }
}

export function fillBoth(text: Text, params: FaultParams): Text {
  return { en: fillText(text.en, paramsIn(params, 'en')), ko: fillText(text.ko, paramsIn(params, 'ko')) }
}

function paramsIn(params: FaultParams, locale: Locale): TextParams {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'object' ? value[locale] : value]))
}

/** `010-first-pod/lab.yaml:12:7 steps[0].id: There is no field …`, as compilers print it. */
export function printPackProblem(problem: PackProblem, locale: Locale): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':')
  return `${place}${problem.field ? ` ${problem.field}` : ''}: ${problem.message[locale]}`
}
