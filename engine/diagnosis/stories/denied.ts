import type { Diagnosis } from '#contract/verdict.ts'
import { found, type Picture } from '../picture.ts'
import type { Pod } from '../shapes.ts'

/** The API server's own words to a client without the right: `pods is forbidden: User "…" cannot list resource "pods" …`. */
const refusal = /forbidden: User \\?"(?:system:serviceaccount:)?([^"\\]+)\\?" cannot (\S+) (?:resource|path) \\?"([^"\\]+)\\?"/

/** A line of a log that tells of a refused request. */
export function deniedIn(line: string, pod: Pod, picture: Picture): Diagnosis | undefined {
  const [, account, verb = '', resource = ''] = refusal.exec(line) ?? []
  if (account === undefined) return undefined
  return found({ code: 'rbac-denied', about: pod, command: `logs ${pod.metadata.name}`, facts: { account: account.replace(':', '/'), verb, resource } }, picture)
}
