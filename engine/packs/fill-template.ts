/** What `${ns.…}` and `${vars.…}` stand for in one attempt. */
export interface TemplateValues {
  /** The lab's name for a namespace → its real one. */
  readonly ns: Readonly<Record<string, string>>
  readonly vars: Readonly<Record<string, string | number>>
}

const placeholder = /\$\{(ns|vars)\.([A-Za-z0-9-]{1,100})(\|text)?\}/g
const wholePlaceholder = /^\$\{(ns|vars)\.([A-Za-z0-9-]{1,100})\}$/

/**
 * Puts an attempt's values into every text of a script, a lesson or a manifest. In a manifest a value that is nothing but one
 * placeholder takes the variable's own type, so that `containerPort: ${vars.port}` is a number; quotes around it keep it text.
 * What is not there stays as it was written; loading a pack refuses such places.
 */
export function fillTemplate<T>(template: T, values: TemplateValues): T {
  // The shape stays: texts become texts (or, as a whole manifest value, a number), everything else is copied.
  return fill(template, values) as T
}

function fill(template: unknown, values: TemplateValues): unknown {
  if (typeof template === 'string') return fillString(template, values)
  if (Array.isArray(template)) return template.map((item) => fillValue(item, values))
  if (typeof template !== 'object' || template === null) return template
  return Object.fromEntries(Object.entries(template).map(([key, inner]) => [fillString(key, values), fillValue(inner, values)]))
}

function fillValue(template: unknown, values: TemplateValues): unknown {
  const [, root, name] = typeof template === 'string' ? (wholePlaceholder.exec(template) ?? []) : []
  return (root && name ? lookUp(values, root, name) : undefined) ?? fill(template, values)
}

function fillString(template: string, values: TemplateValues): string {
  return template.replace(placeholder, (place, root: string, name: string) => String(lookUp(values, root, name) ?? place))
}

function lookUp(values: TemplateValues, root: string, name: string): string | number | undefined {
  const named = root === 'ns' ? values.ns : values.vars
  return Object.hasOwn(named, name) ? named[name] : undefined
}

export interface WrittenPlaceholder {
  /** `ns.main` */
  readonly name: string
  readonly offset: number
}

export function placeholdersIn(text: string): WrittenPlaceholder[] {
  return [...text.matchAll(/\$\{((?:ns|vars)\.[^}\s|]{0,100})(?:\|text)?\}/g)].map((match) => ({ name: match[1] ?? '', offset: match.index }))
}

/** Marks whole quoted placeholders as text, before YAML forgets its quotes. */
export function keepQuotedAsText(yaml: string): string {
  return yaml.replace(/(["'])\$\{((?:ns|vars)\.[A-Za-z0-9-]{1,100})\}\1/g, '$1${$2|text}$1')
}
