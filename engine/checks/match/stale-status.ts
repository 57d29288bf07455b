import type { KubeObject } from '#contract/kube.ts'
import type { Difference } from './difference.ts'

/**
 * Right after a change an object carries its new spec beside the status of its old one: a check of both would pass for a moment
 * though nothing of the new is running. A status whose `observedGeneration` is behind says nothing yet.
 */
export function staleStatus({ metadata, status }: KubeObject): Difference | undefined {
  const observed = typeof status === 'object' && status !== null && 'observedGeneration' in status ? status.observedGeneration : undefined
  const { generation } = metadata
  if (typeof observed !== 'number' || typeof generation !== 'number' || observed >= generation) return undefined
  const fields = ['status', 'observedGeneration']
  return { code: 'field-different', path: fields.join('.'), fields, expected: generation, actual: observed }
}
