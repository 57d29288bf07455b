import type { Json } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import type { Fields, FieldType } from '../fields/field-table.ts'
import type { CheckView } from '../judge.ts'
import { fillPlaceholders, placeholdersIn } from '../placeholders.ts'
import type { Difference } from './difference.ts'
import { isMap } from './expected.ts'
import { match } from './match.ts'
import { rootPlace } from './place.ts'
import { staleStatus } from './stale-status.ts'

export type PreparedTree = (object: KubeObject, view: CheckView) => readonly Difference[]

/** Compares objects with a check's partial tree, its `${…}` filled in; without a tree everything matches. A tree with a status wants a present one. */
export function preparedTree(tree: Json | undefined, type: FieldType | undefined, fields: Fields): PreparedTree {
  if (tree === undefined) return () => []
  const place = rootPlace(type, fields)
  const isFixed = placeholdersIn(tree).length === 0
  const readsStatus = isMap(tree) && 'status' in tree
  return (object, view) => {
    const filled = isFixed ? tree : fillPlaceholders(tree, { vars: view.vars, namespaces: view.namespaces })
    // An object came as JSON; its type only leaves open which.
    const differences = match(filled, object as Json, place)
    const stale = readsStatus ? staleStatus(object) : undefined
    return stale === undefined ? differences : [...differences, stale]
  }
}
