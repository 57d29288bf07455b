import type { Diagnosis } from '#contract/verdict.ts'
import { found, type Picture } from '../picture.ts'
import type { Autoscaler } from '../shapes.ts'

/** What keeps a HorizontalPodAutoscaler from scaling, by its own conditions. */
export function autoscalerStory(autoscaler: Autoscaler, picture: Picture): Diagnosis | undefined {
  const about = { about: autoscaler, command: `describe hpa ${autoscaler.metadata.name}` }
  const conditions = autoscaler.status?.conditions ?? []
  const isRefused = (type: string): (typeof conditions)[number] | undefined => conditions.find((one) => one.type === type && one.status === 'False')
  const target = autoscaler.spec?.scaleTargetRef
  if (isRefused('AbleToScale')?.reason === 'FailedGetScale') {
    return found({ code: 'scale-target-missing', ...about, facts: { target: `${target?.kind ?? ''} ${target?.name ?? ''}`.trim() } }, picture)
  }
  const { reason = '', message = '' } = isRefused('ScalingActive') ?? {}
  const [, resource, container = ''] = /missing request for (\S+)(?: in container (\S+))?/.exec(message) ?? []
  if (resource !== undefined) return found({ code: 'requests-missing', ...about, facts: { resource, container } }, picture)
  return /^FailedGet.*Metric/.test(reason) && isNotServed(message) ? found({ code: 'metrics-missing', ...about }, picture) : undefined
}

/** Right after it is made no metrics are there yet: only a server that does not know of any is a fault. */
const isNotServed = (message: string): boolean => /could not find the requested resource|no metrics known|unable to fetch metrics from resource metrics API: the server|not handle the request|ServiceUnavailable/i.test(message)
