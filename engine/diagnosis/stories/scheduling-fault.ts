import type { Diagnosis } from '#contract/verdict.ts'
import { found, shownLabels, type Picture, withoutFacts } from '../picture.ts'
import type { Pod } from '../shapes.ts'

/** The scheduler's reason in plain words. It tells of every node; what the Pod itself asks for comes before taints, which control planes always have. */
export function schedulingFault(pod: Pod, message: string, picture: Picture): Diagnosis {
  // What would become of it by preemption is no news.
  const reasons = message.split(/\s*preemption:/)[0] ?? ''
  const about = { about: pod, command: `describe pod ${pod.metadata.name}` }
  const [, claim] = /persistentvolumeclaim "([^"]+)" not found/.exec(reasons) ?? []
  if (claim !== undefined) return found({ code: 'claim-missing', ...about, facts: { claim } }, picture)
  const resources = [...new Set([...reasons.matchAll(/Insufficient ([\w./-]*\w)/g)].map(([, resource = '']) => resource))]
  if (resources.length > 0) return found({ code: 'unschedulable-resources', ...about, facts: { resources: resources.join(', ') } }, picture)
  if (/didn't match Pod's node affinity\/selector/.test(reasons)) {
    return found({ code: 'unschedulable-labels', ...about, facts: { labels: shownLabels(pod.spec?.nodeSelector ?? {}) || 'nodeAffinity' } }, picture)
  }
  if (/anti-affinity|affinity rules|topology spread/.test(reasons)) return found({ code: 'unschedulable-spread', ...about, facts: { message: reasons } }, picture)
  if (/free ports/.test(reasons)) return found({ code: 'unschedulable-ports', ...about }, picture)
  const taint = /untolerated taint(?:\s*\{([^},]*))?/.exec(reasons)
  if (taint !== null) return taintFault((taint[1] ?? '').replace(/:\s*$/, '').trim(), pod, picture)
  return found({ code: 'unschedulable', ...about, facts: { message: reasons } }, picture)
}

/** Of several different ones the scheduler names none. */
function taintFault(taint: string, pod: Pod, picture: Picture): Diagnosis {
  const diagnosis = found({ code: 'unschedulable-taints', about: pod, command: `describe pod ${pod.metadata.name}`, facts: { taint } }, picture)
  return taint === '' ? withoutFacts(diagnosis) : diagnosis
}
