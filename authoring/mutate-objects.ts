import type { KubeObject } from '#contract/kube.ts'

export type LeafPath = readonly (string | number)[]

export interface Leaf {
  readonly path: LeafPath
  readonly value: unknown
}

/** Every plain value of a tree, with the way to it. */
export function leavesOf(tree: unknown, path: LeafPath = []): Leaf[] {
  if (typeof tree !== 'object' || tree === null) return [{ path, value: tree }]
  const entries: [string | number, unknown][] = Array.isArray(tree) ? tree.map((item, index) => [index, item]) : Object.entries(tree)
  return entries.length === 0 ? [{ path, value: tree }] : entries.flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
}

/** The tree with another value at the end of a path; `undefined` takes the field away. */
export function withLeaf(tree: unknown, [key, ...rest]: LeafPath, value: unknown): unknown {
  if (key === undefined) return value
  if (Array.isArray(tree)) {
    const items: unknown[] = tree
    return rest.length === 0 && value === undefined ? items.filter((_, index) => index !== key) : items.map((item, index) => (index === key ? withLeaf(item, rest, value) : item))
  }
  const fields = (typeof tree === 'object' && tree !== null ? tree : {}) as Readonly<Record<string, unknown>>
  if (rest.length > 0 || value !== undefined) return { ...fields, [key]: withLeaf(fields[key], rest, value) }
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key))
}

/** The names on a path, without the places in lists: where a field stands in every item. */
export const namesOn = (path: LeafPath): string => path.filter((part) => typeof part === 'string').join('.')

export interface MutationWishes {
  /** Only leaves whose names on the path are these. */
  readonly at?: string
  /** Field names to try first. */
  readonly first?: readonly string[]
  /** Values worth trying besides: those that an expression compares with. */
  readonly values?: readonly (string | number)[]
}

/** The same objects with one thing changed: one field, or one object that is not there. Likely ones first. */
export function* mutations(objects: readonly KubeObject[], wishes: MutationWishes = {}): Generator<readonly KubeObject[]> {
  const leaves = objects.flatMap((object, index) => leavesOf(object).map((leaf) => ({ index, leaf })))
  const asked = wishes.at === undefined ? leaves : leaves.filter(({ leaf }) => namesOn(leaf.path) === wishes.at)
  const likely = (leaf: Leaf): boolean => leaf.path.some((part) => wishes.first?.includes(String(part)))
  const ordered = [...asked.filter(({ leaf }) => likely(leaf)), ...asked.filter(({ leaf }) => !likely(leaf))]
  for (const { index, leaf } of ordered) {
    for (const value of otherValues(leaf.value, wishes.values ?? [])) {
      // Only the field named by the path differs, so it is still the object that it was.
      yield objects.with(index, withLeaf(objects[index], leaf.path, value) as KubeObject)
    }
  }
  if (wishes.at === undefined) for (const index of objects.keys()) yield objects.toSpliced(index, 1)
}

function otherValues(value: unknown, tries: readonly (string | number)[]): unknown[] {
  const own = typeof value === 'number' ? [value + 1, 0] : typeof value === 'string' ? [`${value}-other`, ''] : typeof value === 'boolean' ? [!value] : []
  return [...own, ...tries.filter((one) => typeof one === typeof value && one !== value), undefined]
}
