import type { KubeObject } from '#contract/kube.ts'
import type { Diagnosis } from '#contract/verdict.ts'
import { found, type Picture } from '../picture.ts'

/** Why the API server takes no Pods of a controller, in its own words: a quota, the Pod security standard, a service account that is not there. */
export function refusedPods(message: string, controller: KubeObject, picture: Picture): Diagnosis {
  const about = { about: controller, command: `describe ${controller.kind.toLowerCase()} ${controller.metadata.name}` }
  const [, quota, requested = '', used = '', limited = ''] = /exceeded quota: ([^,]+), requested: (.+), used: (.+), limited: (.+?)$/.exec(message) ?? []
  if (quota !== undefined) return found({ code: 'quota-exceeded', about: controller, command: 'describe resourcequota', facts: { quota, requested, used, limited } }, picture)
  const [, unset] = /failed quota: ([^:]+): must specify/.exec(message) ?? []
  if (unset !== undefined) return found({ code: 'pods-refused', about: controller, command: 'describe resourcequota', facts: { message: afterForbidden(message) } }, picture)
  const [, standard, violations = ''] = /violates PodSecurity "([^":]+)(?::[^"]*)?": (.*)$/s.exec(message) ?? []
  if (standard !== undefined) return found({ code: 'pod-security', ...about, facts: { standard, message: violations } }, picture)
  const [, account] = /serviceaccount "([^"]+)" not found/.exec(message) ?? []
  if (account !== undefined) return found({ code: 'service-account-missing', ...about, facts: { account } }, picture)
  return found({ code: 'pods-refused', ...about, facts: { message: afterForbidden(message) } }, picture)
}

/** `pods "web-5d" is forbidden: …`: the name of a Pod that never was helps nobody. */
const afterForbidden = (message: string): string => message.replace(/^.*?is forbidden: /s, '')
