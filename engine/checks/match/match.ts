import type { Json } from '#contract/check.ts'
import { assertNever } from '#contract/lifecycle.ts'
import { isSameValue } from '../values/same-value.ts'
import { different, missing, type Difference } from './difference.ts'
import { isMap, isList, isZero, readExpected } from './expected.ts'
import { matchOrdered, matchSubset } from './match-list.ts'
import { fieldPlace, type Place } from './place.ts'

/**
 * Compares an object with a partial tree; no difference means that it matches.
 * Maps match by subset, lists by subset too: each expected item wants an item of its own, called by the list's merge key
 * where it has one; `$ordered` and `$absent` say more (see Expected). An absent field reads as its zero value, so that
 * expecting `0`, `false`, `""`, `[]` or `{}` of it is true, as Kubernetes leaves zero values out.
 */
export function match(tree: Json, actual: Json | undefined, place: Place): readonly Difference[] {
  const expected = readExpected(tree)
  const found = actual ?? undefined
  switch (expected.kind) {
    case 'absent':
      return found === undefined ? [] : [different(place, null, found)]
    case 'map':
      return matchMap(expected.entries, tree, found, place)
    case 'list':
    case 'ordered':
      if (found !== undefined && !isList(found)) return [different(place, tree, found)]
      return (expected.kind === 'list' ? matchSubset : matchOrdered)(expected.items, found, place, match)
    case 'value':
      return matchValue(expected.value, found, place)
    default:
      return assertNever(expected)
  }
}

function matchMap(entries: readonly (readonly [string, Json])[], tree: Json, found: Json | undefined, place: Place): readonly Difference[] {
  if (found !== undefined && !isMap(found)) return [different(place, tree, found)]
  return entries.flatMap(([name, inner]) => {
    const own = found !== undefined && Object.hasOwn(found, name) ? found[name] : undefined
    return match(inner, own, fieldPlace(place, name))
  })
}

function matchValue(expected: Json, found: Json | undefined, place: Place): readonly Difference[] {
  if (found === undefined) return isZero(expected) ? [] : [missing(place, expected)]
  const [name = '', parent = ''] = place.fields.slice(-2).toReversed()
  return isSameValue(expected, found, { ...place, name, parent }) ? [] : [different(place, expected, found)]
}
