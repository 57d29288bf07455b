/** Real namespace names, wherever they appear in a value, become `${ns.…}` places again: what is kept from one set of namespaces fits the next. */
export function nameAsPlaces<T>(value: T, namespaces: Readonly<Record<string, string>>): T {
  // The longest first: one name can be the beginning of another.
  const names = Object.entries(namespaces).toSorted(([, a], [, b]) => b.length - a.length)
  // The shape stays: texts become texts, everything else is copied.
  return replaced(value, names) as T
}

function replaced(value: unknown, names: readonly (readonly [string, string])[]): unknown {
  if (typeof value === 'string') return names.reduce((text, [alias, name]) => text.replaceAll(name, `\${ns.${alias}}`), value)
  if (Array.isArray(value)) return value.map((item) => replaced(item, names))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, replaced(field, names)]))
}
