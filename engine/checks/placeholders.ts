import type { Json } from '#contract/check.ts'
import { isList, isMap } from './match/expected.ts'

/** What `${vars.port}` and `${ns.dev}` in a check stand for in this attempt. */
export interface PlaceholderValues {
  readonly vars: Readonly<Record<string, string | number>>
  readonly namespaces: Readonly<Record<string, string>>
}

const onePlaceholder = /\$\{(vars|ns)\.([A-Za-z0-9_-]+)\}/g
const wholePlaceholder = /^\$\{(vars|ns)\.([A-Za-z0-9_-]+)\}$/

/** Placeholders in a text that stays one: a name, a label. */
export function fillText(text: string, values: PlaceholderValues): string {
  return text.replace(onePlaceholder, (place, group: string, name: string) => String(valueOf(group, name, values) ?? place))
}

/** A string that is one placeholder becomes its value with its type (`"${vars.port}"` → 8080), others are filled in as text. */
export function fillPlaceholders(tree: Json, values: PlaceholderValues): Json {
  if (typeof tree === 'string') return fillString(tree, values)
  if (isList(tree)) return tree.map((item) => fillPlaceholders(item, values))
  if (!isMap(tree)) return tree
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [fillText(key, values), fillPlaceholders(value, values)]))
}

function fillString(text: string, values: PlaceholderValues): string | number {
  const whole = wholePlaceholder.exec(text)
  if (whole !== null) return valueOf(whole[1], whole[2], values) ?? text
  return fillText(text, values)
}

function valueOf(group: string | undefined, name: string | undefined, { vars, namespaces }: PlaceholderValues): string | number | undefined {
  const known = group === 'vars' ? vars : namespaces
  return name !== undefined && Object.hasOwn(known, name) ? known[name] : undefined
}

/** The placeholders that a tree uses. */
export function placeholdersIn(tree: Json): readonly { readonly group: 'vars' | 'ns'; readonly name: string }[] {
  if (typeof tree === 'string') {
    return [...tree.matchAll(onePlaceholder)].map(([, group, name = '']) => ({ group: group === 'vars' ? 'vars' : 'ns', name }))
  }
  if (isList(tree)) return tree.flatMap(placeholdersIn)
  return isMap(tree) ? Object.entries(tree).flatMap(([key, value]) => [...placeholdersIn(key), ...placeholdersIn(value)]) : []
}
