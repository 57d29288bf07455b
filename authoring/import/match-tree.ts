/** A field, an item of a list by its place, or an item by what one of its fields is. */
export type PathStep = { readonly field: string } | { readonly index: number } | { readonly where: readonly [field: string, value: string] }

/** `{.spec.containers[0].image}`, `{.status.conditions[?(@.type=="Ready")].status}`; undefined for what names more than one place. */
export function pathIn(jsonpath: string): readonly PathStep[] | undefined {
  const inner = /^\{?\s*\$?\.?(.*?)\s*\}?$/s.exec(jsonpath.trim())?.[1] ?? ''
  const steps: PathStep[] = []
  let rest = inner
  while (rest !== '') {
    const [whole, dotted, index, key, value, quoted] = /^\.?((?:[\w/-]|\\.)+)|^\[(\d+)\]|^\[\?\(@\.([\w.-]+)\s*==\s*["']([^"']*)["']\)\]|^\.?\[["']([^"']+)["']\]/.exec(rest) ?? []
    const field = dotted ?? quoted
    if (whole === undefined || field === 'items') return undefined
    if (field !== undefined) steps.push({ field: field.replaceAll(/\\(.)/g, '$1') })
    else if (index !== undefined) steps.push({ index: Number(index) })
    else steps.push({ where: [key ?? '', value ?? ''] })
    rest = rest.slice(whole.length)
  }
  return steps.length === 0 ? undefined : steps
}

type Branch = Map<string, Tree>
interface Tree {
  readonly kind: 'map' | 'list' | 'leaf'
  readonly inner: Branch
  readonly value?: unknown
}

/** Grows one partial tree from many paths, so that what is asked of one item of a list stays together. */
export class MatchTree {
  readonly #root: Tree = { kind: 'map', inner: new Map() }

  put(path: readonly PathStep[], value: unknown): void {
    let { inner } = this.#root
    path.forEach((step, place) => {
      const key = 'field' in step ? step.field : 'index' in step ? `#${step.index}` : `?${step.where.join('=')}`
      const next = path[place + 1]
      const made: Tree = next === undefined ? { kind: 'leaf', inner: new Map(), value } : { kind: 'field' in next ? 'map' : 'list', inner: new Map() }
      const tree = inner.get(key) ?? made
      if (next === undefined) inner.set(key, made)
      else inner.set(key, tree)
      if ('where' in step) tree.inner.set(step.where[0], { kind: 'leaf', inner: new Map(), value: step.where[1] })
      inner = tree.inner
    })
  }

  get isEmpty(): boolean {
    return this.#root.inner.size === 0
  }

  toJson(): unknown {
    return jsonOf(this.#root)
  }
}

function jsonOf({ kind, inner, value }: Tree): unknown {
  if (kind === 'leaf') return value
  if (kind === 'list') return [...inner.values()].map(jsonOf)
  return Object.fromEntries([...inner].map(([key, tree]) => [key, jsonOf(tree)]))
}

/** Text of a shell as the field has it: numbers and truths, but not where Kubernetes keeps texts. */
export function valueAt(path: readonly PathStep[], text: string): unknown {
  const fields = path.flatMap((step) => ('field' in step ? [step.field] : []))
  const isText = ['metadata', 'data', 'selector', 'matchLabels', 'nodeSelector', 'command', 'args', 'hard', 'requests', 'limits'].some((name) => fields.includes(name)) || ['value', 'image', 'name', 'status', 'schedule'].includes(fields.at(-1) ?? '')
  if (isText) return text
  if (/^-?\d{1,15}$/.test(text)) return Number(text)
  return text === 'true' ? true : text === 'false' ? false : text
}
