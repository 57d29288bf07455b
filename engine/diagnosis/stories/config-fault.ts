import type { Diagnosis } from '#contract/verdict.ts'
import { found, type Picture } from '../picture.ts'
import type { Pod } from '../shapes.ts'

const kinds: Readonly<Record<string, string>> = { configmap: 'ConfigMap', secret: 'Secret' }

/** A ConfigMap or Secret that is not there, in the kubelet's words: the object itself need not be looked for, and a Secret never is. */
export function configFault(pod: Pod, message: string, picture: Picture): Diagnosis | undefined {
  const about = { about: pod, command: `describe pod ${pod.metadata.name}` }
  const [, key, keyKind = '', keyOwner = ''] = /couldn't find key (\S+) in (ConfigMap|Secret) [^/\s]*\/(\S+)/i.exec(message) ?? []
  if (key !== undefined) return found({ code: 'config-key-missing', ...about, facts: { kind: kinds[keyKind.toLowerCase()] ?? keyKind, name: keyOwner, key } }, picture)
  const [, reference, name] = /references non-existent (config|secret) key: (\S+)/.exec(message) ?? []
  if (reference !== undefined && name !== undefined) {
    return found({ code: 'config-key-missing', ...about, facts: { kind: reference === 'secret' ? 'Secret' : 'ConfigMap', name: '', key: name } }, picture)
  }
  const [, kind = '', missing] = /(configmap|secret) "([^"]+)" not found/i.exec(message) ?? []
  return missing === undefined ? undefined : found({ code: 'config-missing', ...about, facts: { kind: kinds[kind.toLowerCase()] ?? kind, name: missing } }, picture)
}
