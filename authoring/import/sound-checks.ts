import { checkSchema } from '#contract/check.ts'
import { prepareCheck } from '../../engine/checks/prepare-check.ts'
import type { ImportReport } from './import-notes.ts'
import type { ImportedCheck, ImportedLab, ImportedStep } from './imported-lab.ts'

/** The same lab without checks that would keep it from loading; where a step is left with none, its author has to say when it is done. */
export function withSoundChecks(lab: ImportedLab, report: ImportReport): ImportedLab {
  return { ...lab, steps: lab.steps.map((step) => soundStep(step, ['main', ...lab.namespaces], report)) }
}

function soundStep(step: ImportedStep, namespaces: readonly string[], report: ImportReport): ImportedStep {
  const checks = step.checks.filter((check) => {
    const reason = whyUnsound(check, namespaces)
    if (reason !== undefined) report.add('lost', check.from, 'unsound', { check: check.id, reason: reason.slice(0, 200) })
    return reason === undefined
  })
  if (checks.length > 0) return { ...step, checks }
  const from = step.checks[0]?.from ?? { file: '.', line: 1 }
  report.add('todo', from, 'todoCheck')
  return { ...step, checks: [{ id: `${step.id.slice(0, 40)}-to-be-written`, title: 'To be written', fields: { object: { apiVersion: 'v1', kind: 'ConfigMap', name: 'to-be-written' } }, from }] }
}

function whyUnsound({ id, fields }: ImportedCheck, namespaces: readonly string[]): string | undefined {
  const parsed = checkSchema.safeParse({ id, title: { en: id }, ...fields })
  if (!parsed.success) return parsed.error.issues[0]?.message ?? 'it is no check'
  const prepared = prepareCheck(parsed.data, { namespaces, vars: [] })
  return 'problems' in prepared ? prepared.problems[0]?.message.en : undefined
}
