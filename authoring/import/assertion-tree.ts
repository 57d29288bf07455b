import { type Bindings, celLiteral, celOf, celPath, plainPath } from './jmespath-cel.ts'
import { isFields } from './source-yaml.ts'

/** What a tree of assertions says, as `match` and `assert`; `lost` are the keys and expressions that neither can say. */
export interface ReadTree {
  readonly match: unknown
  readonly assert: readonly string[]
  readonly lost: readonly string[]
}

/** Reads a partial object whose keys and values in brackets are JMESPath, as chainsaw has it; one without any is a `match` already. Pure. */
export function readAssertionTree(tree: unknown, bindings: Bindings): ReadTree {
  const reader = new TreeReader(bindings)
  const match = reader.read(tree, 'object')
  return { match: isEmpty(match) ? undefined : match, assert: reader.assert, lost: reader.lost }
}

/** `($name)`, `(x > y)` */
const bracketed = (text: string): string | undefined => /^\((.*)\)$/s.exec(text.trim())?.[1]?.trim()

/** A value in brackets that names a binding, else as it is written; undefined where nothing is bound to it. */
export function boundValue(value: unknown, bindings: Bindings): unknown {
  const inner = typeof value === 'string' ? bracketed(value) : undefined
  if (inner === undefined) return value
  const name = /^\$(\w+)$/.exec(inner)?.[1]
  return name === undefined ? undefined : bindings.get(name)
}

class TreeReader {
  readonly assert: string[] = []
  readonly lost: string[] = []
  readonly #bindings: Bindings

  constructor(bindings: Bindings) {
    this.#bindings = bindings
  }

  /** `here` is the CEL of the place; inside a list no place has a name. */
  read(tree: unknown, here: string | undefined): unknown {
    if (Array.isArray(tree)) return tree.map((item) => this.read(item, undefined)).filter((item) => item !== undefined)
    if (isFields(tree)) return this.#map(tree, here)
    if (tree === null) return { $absent: true }
    if (typeof tree !== 'string' || bracketed(tree) === undefined) return tree
    return this.#value(tree, here)
  }

  #map(tree: Readonly<Record<string, unknown>>, here: string | undefined): unknown {
    const match: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(tree)) {
      const expression = bracketed(key)
      if (key.startsWith('~')) this.#each(key, value, here)
      else if (expression !== undefined) this.#expression(expression, value, here, match)
      else if (/^\(.*\)->/.test(key)) this.lost.push(key)
      else this.#put(match, key.replace(/^\\(?=[(~])/, ''), this.read(value, here === undefined ? undefined : celPath(here, [key])))
    }
    return match
  }

  #put(match: Record<string, unknown>, key: string, value: unknown): void {
    if (value === undefined || (isFields(value) && Object.keys(value).length === 0)) return
    const before = match[key]
    match[key] = isFields(before) && isFields(value) ? { ...before, ...value } : Array.isArray(before) && Array.isArray(value) ? [...(before as unknown[]), ...(value as unknown[])] : value
  }

  #value(text: string, here: string | undefined): unknown {
    const bound = boundValue(text, this.#bindings)
    if (bound !== undefined) return bound
    const said = here === undefined ? undefined : celOf(bracketed(text) ?? '', { here: here.replace(/\.[^.]*$/, ''), bindings: this.#bindings })
    if (said === undefined || here === undefined) this.lost.push(text)
    else this.assert.push(`${here} == ${said}`)
    return undefined
  }

  #expression(expression: string, value: unknown, here: string | undefined, match: Record<string, unknown>): void {
    const [, list = '', key, , wanted] = /^([\w."-]+)\[\?\s*([\w.]+)\s*==\s*(['`"])([^'`"]+)\3\s*\]$/.exec(expression) ?? []
    const path = plainPath(list === '' ? expression : list)
    if (key !== undefined && path !== undefined && Array.isArray(value)) return this.#into(match, path, value.map((item) => ({ [key]: wanted, ...(this.read(item, undefined) as object) })))
    if (list === '' && path !== undefined && (isFields(value) || Array.isArray(value))) return this.#into(match, path, this.read(value, here === undefined ? undefined : celPath(here, path)))
    const said = here === undefined ? undefined : celOf(expression, { here, bindings: this.#bindings })
    const literal = this.#literal(value)
    if (said === undefined || literal === undefined) return void this.lost.push(`(${expression})`)
    this.assert.push(literal === true ? said : literal === false ? `!(${said})` : literal === null ? `!has(${said})` : `${said} == ${celLiteral(literal)}`)
  }

  #literal(value: unknown): string | number | boolean | null | undefined {
    const bound = boundValue(value, this.#bindings)
    return ['string', 'number', 'boolean'].includes(typeof bound) || bound === null ? (bound as string | number | boolean | null) : undefined
  }

  /** `~.(containers)`: each of a list. */
  #each(key: string, value: unknown, here: string | undefined): void {
    const list = plainPath(/^~\w*\.\(?([^()]*)\)?$/.exec(key)?.[1] ?? '')
    const items = new TreeReader(this.#bindings)
    const match = items.read(value, 'i')
    const equal = equalities(match, 'i')
    if (here === undefined || list === undefined || items.lost.length > 0 || equal === undefined) return void this.lost.push(key)
    const each = [...equal, ...items.assert]
    if (each.length > 0) this.assert.push(`${celPath(here, list)}.all(i, ${each.join(' && ')})`)
  }

  #into(match: Record<string, unknown>, path: readonly string[], value: unknown): void {
    const [last = '', ...above] = path.toReversed()
    let place = match
    for (const name of above.toReversed()) {
      const inner = place[name]
      const made: Record<string, unknown> = isFields(inner) ? { ...inner } : {}
      place[name] = made
      place = made
    }
    this.#put(place, last, value)
  }
}

/** A partial tree as equalities; undefined where it holds a list, which has none. */
function equalities(match: unknown, here: string): readonly string[] | undefined {
  if (Array.isArray(match)) return undefined
  if (!isFields(match)) return [`${here} == ${celLiteral(match)}`]
  if ('$absent' in match) return [`!has(${here})`]
  const inner = Object.entries(match).map(([key, value]) => equalities(value, celPath(here, [key])))
  return inner.some((one) => one === undefined) ? undefined : inner.flatMap((one) => one ?? [])
}

const isEmpty = (match: unknown): boolean => isFields(match) && Object.keys(match).length === 0
