import type { DoctorResult } from '#contract/doctor.ts'
import type { Locale } from '#contract/locale.ts'
import { sayProblem } from '#contract/say.ts'
import type { EngineStatus } from '#contract/status.ts'

export interface DiagnosticFacts {
  readonly agent: string
  readonly status: EngineStatus | undefined
  readonly doctor: readonly DoctorResult[]
}

/** What somebody who helps wants to know of this machine, as text to be sent to them. Nothing in it says who one is. */
export function diagnosticsText({ agent, status, doctor }: DiagnosticFacts, locale: Locale): string {
  return [`Kindlab · ${agent}`, ...clusterLines(status, locale), ...doctor.map((result) => doctorLine(result, locale))].join('\n')
}

function clusterLines(status: EngineStatus | undefined, locale: Locale): readonly string[] {
  if (status === undefined) return []
  const { cluster, work } = status
  const facts = 'cluster' in cluster ? Object.values(cluster.cluster).join(' · ') : ''
  const problems = ['problem' in cluster ? cluster.problem : undefined, work?.outcome.kind === 'failed' ? work.outcome.problem : undefined].filter((one) => one !== undefined)
  return [`cluster: ${cluster.kind} ${facts}`.trim(), ...problems.flatMap((problem) => [`! ${problem.code}: ${sayProblem(problem, locale).says}`, ...(problem.detail === undefined ? [] : [problem.detail])])]
}

const doctorLine = ({ id, outcome }: DoctorResult, locale: Locale): string => (outcome.kind === 'passed' ? `✓ ${id}: ${outcome.note}` : `≠ ${id}: ${sayProblem(outcome.problem, locale).says}`)
