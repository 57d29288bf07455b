import { kindNamed, type KnownKind } from './kinds.ts'
import { shellWords, statementsOf } from './shell-words.ts'
import { objectsIn } from './source-yaml.ts'

/** An object that a command leaves behind. */
export interface Made {
  readonly kind: KnownKind
  readonly name: string
  readonly namespace?: string
}

/** The objects that commands of a script make, as far as their words tell: `kubectl run`, `create`, `expose`, `apply` of what stands there. */
export function madeBy(script: string): readonly Made[] {
  return statementsOf(script).flatMap(({ text, input }) => {
    if (input !== undefined && /kubectl\s+(apply|create)\b/.test(text)) return objectsIn(input).flatMap(madeObject)
    const words = shellWords(text)
    if (words[0] !== 'kubectl' && words[0] !== 'k') return []
    const namespace = /\s(?:-n|--namespace)[\s=]+([a-z0-9-]+)/.exec(text)?.[1]
    return made(words.slice(1).filter((word, index, all) => !word.startsWith('-') && !/^(-n|--namespace|-f|-l|-o)$/.test(all[index - 1] ?? ''))).map((one) => ({ ...one, ...(namespace !== undefined && { namespace }) }))
  })
}

function made([verb, first = '', second, third]: readonly string[]): Made[] {
  const of = (kind: KnownKind | undefined, name: string | undefined): Made[] => (kind === undefined || name === undefined || /[$<{]/.test(name) ? [] : [{ kind, name }])
  switch (verb) {
    case 'run':
      return of(kindNamed('pod'), first)
    case 'create':
      return of(kindNamed(first), ['secret', 'service', 'svc'].includes(first) ? third : second)
    case 'expose':
      return of(kindNamed('service'), first.split('/')[1] ?? second)
    default:
      return []
  }
}

function madeObject(object: Readonly<Record<string, unknown>>): Made[] {
  const { apiVersion, kind, metadata } = object as { readonly apiVersion?: unknown; readonly kind?: unknown; readonly metadata?: { readonly name?: unknown; readonly namespace?: unknown } }
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof metadata?.name !== 'string') return []
  const known = kindNamed(kind)
  const namespace = typeof metadata.namespace === 'string' ? { namespace: metadata.namespace } : {}
  return [{ kind: { apiVersion, kind, resource: known?.resource ?? `${kind.toLowerCase()}s`, ...(known?.isClusterWide && { isClusterWide: true }) }, name: metadata.name, ...namespace }]
}
