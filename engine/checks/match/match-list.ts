import type { Json } from '#contract/check.ts'
import { different, type Difference, type MatchTree } from './difference.ts'
import { isMap } from './expected.ts'
import { itemPlace, keysOf, type Place } from './place.ts'

/** Items in the order in which they are expected, with others between them or not. */
export function matchOrdered(items: readonly Json[], actual: readonly Json[] | undefined, place: Place, match: MatchTree): readonly Difference[] {
  const found = actual ?? []
  let next = 0
  for (const item of items) {
    const at = found.findIndex((one, index) => index >= next && match(item, one, itemPlace(place, String(index), one)).length === 0)
    // The whole list, not the one item: order is only seen in the whole.
    if (at === -1) return [different(place, items, actual)]
    next = at + 1
  }
  return []
}

/** Each expected item wants an item of its own; order and further items do not matter. */
export function matchSubset(items: readonly Json[], actual: readonly Json[] | undefined, place: Place, match: MatchTree): readonly Difference[] {
  const found = actual ?? []
  const compared = items.map((item) => found.map((one, index) => match(item, one, itemPlace(place, labelOf(place, one, index), one))))
  const holders = assignItems(compared)
  const taken = new Set(holders)
  return items.flatMap((item, index) => {
    if (holders[index] !== undefined) return []
    const free = found.flatMap((one, at) => (taken.has(at) ? [] : [{ one, differences: compared[index]?.[at] ?? [] }]))
    return differencesToNearest(item, free, place) ?? [missingItem(item, place)]
  })
}

/**
 * Gives as many expected items as possible an actual one that matches (augmenting paths),
 * so that of `[{}, { name: a }]` the first does not take what only the second can use.
 */
function assignItems(compared: readonly (readonly (readonly Difference[])[])[]): readonly (number | undefined)[] {
  const holderOf = new Map<number, number>()
  const settle = (item: number, tried: Set<number>): boolean => {
    for (const [at, differences] of (compared[item] ?? []).entries()) {
      if (differences.length > 0 || tried.has(at)) continue
      tried.add(at)
      const holder = holderOf.get(at)
      if (holder !== undefined && !settle(holder, tried)) continue
      holderOf.set(at, item)
      return true
    }
    return false
  }
  compared.forEach((_, item) => settle(item, new Set()))
  const holders = new Map([...holderOf].map(([at, item]) => [item, at]))
  return compared.map((_, item) => holders.get(item))
}

interface FreeItem {
  readonly one: Json
  readonly differences: readonly Difference[]
}

/** The differences to the item that was probably meant: the one with the same key, else the one that differs least. */
function differencesToNearest(item: Json, free: readonly FreeItem[], place: Place): readonly Difference[] | undefined {
  const [key] = keysOf(place, item)
  const meant = free.filter(({ one, differences }) => (key === undefined ? differences.length < leaves(item) : hasSame(key, item, one)))
  return meant.map(({ differences }) => differences).toSorted((one, other) => one.length - other.length)[0]
}

function hasSame(key: string, item: Json, one: Json): boolean {
  return isMap(item) && isMap(one) && item[key] === one[key]
}

/** How many plain values a tree holds: an item that differs in all of them was not meant. */
function leaves(tree: Json): number {
  if (!isMap(tree)) return 1
  return Object.values(tree).reduce<number>((sum, inner) => sum + leaves(inner), 0)
}

function missingItem(item: Json, place: Place): Difference {
  const label = labelByKeys(item, keysOf(place, item))
  return { code: 'item-missing', path: label === '' ? place.path : `${place.path}[${label}]`, fields: place.fields, expected: item }
}

function labelOf(place: Place, one: Json, index: number): string {
  return labelByKeys(one, keysOf(place, one).slice(0, 1)) || String(index)
}

function labelByKeys(item: Json, keys: readonly string[]): string {
  if (!isMap(item)) return ''
  return keys.flatMap((key) => (typeof item[key] === 'string' || typeof item[key] === 'number' ? [`${key}=${item[key]}`] : [])).join(',')
}
