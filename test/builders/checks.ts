import { checkSchema, type Check } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import type { History } from '../../engine/checks/history/history.ts'
import type { SampleResult } from '../../engine/checks/sample/sample.ts'
import type { CheckView, Judgement, PreparedCheck } from '../../engine/checks/judge.ts'
import { prepareCheck, type PrepareContext } from '../../engine/checks/prepare-check.ts'

const labNames: PrepareContext = { namespaces: ['main', 'dev'], vars: ['port', 'name'] }

export const aDeploymentRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } as const
export const aPodsRef = { apiVersion: 'v1', kind: 'Pod', labels: { app: 'web' } } as const

const otherKinds = ['count', 'objects', 'history', 'http', 'log', 'event', 'file', 'command', 'quiz', 'promql', 'inference', 'workflow', 'mlflow', 's3']

/** A check as a pack gives it, through the contract's own schema. */
export function aCheck(written: Readonly<Record<string, unknown>>): Check {
  return checkSchema.parse({ id: 'it', title: { en: 'It' }, ...(Object.keys(written).some((key) => otherKinds.includes(key)) ? {} : { object: aDeploymentRef }), ...written })
}

export function prepared(written: Readonly<Record<string, unknown>>, context: PrepareContext = labNames): PreparedCheck {
  const result = prepareCheck(aCheck(written), context)
  if ('problems' in result) throw new Error(JSON.stringify(result.problems, null, 1))
  return result.prepared
}

export function mistakesOf(written: Readonly<Record<string, unknown>>, context: PrepareContext = labNames): readonly { field: string; column?: number; says: string }[] {
  const result = prepareCheck(aCheck(written), context)
  if ('prepared' in result) return []
  return result.problems.map(({ field, column, message }) => ({ field, ...(column === undefined ? {} : { column }), says: message.en }))
}

/** Everything that is in the cluster, at a moment. */
export function aView(objects: readonly KubeObject[], { now = 1_000, vars = { port: 8080, name: 'web' }, history, sample }: { now?: number; vars?: CheckView['vars']; history?: History; sample?: SampleResult } = {}): CheckView {
  return {
    ...(history === undefined ? {} : { history }),
    ...(sample === undefined ? {} : { sample: { ...sample, at: now } }),
    objects: ({ apiVersion, kind }, namespace) =>
      objects.filter((one) => one.apiVersion === apiVersion && one.kind === kind && (namespace === undefined || one.metadata.namespace === namespace)),
    namespaces: { main: 'lab-main', dev: 'lab-dev' },
    vars,
    now,
  }
}

/** Prepares and judges at once, from nothing remembered. */
export function judgeOnce(written: Readonly<Record<string, unknown>>, objects: readonly KubeObject[]): Judgement['verdict'] {
  return prepared(written).judge(aView(objects), {}).verdict
}

/** The same, with what was tried out for it. */
export function judgeSample(written: Readonly<Record<string, unknown>>, sample: SampleResult | undefined, objects: readonly KubeObject[] = []): Judgement['verdict'] {
  return prepared(written).judge(aView(objects, sample === undefined ? {} : { sample }), {}).verdict
}
