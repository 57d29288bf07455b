import type { Json } from '#contract/check.ts'
import { listItem, listKeys, type Fields, type FieldType } from '../fields/field-table.ts'
import { isList, isMap } from './expected.ts'

/** Where in an object we are: how a person reads it, what type is there, which named ports are in reach. */
export interface Place {
  readonly path: string
  /** The fields passed on the way, without the list items between them. */
  readonly fields: readonly string[]
  readonly type: FieldType | undefined
  readonly ports: ReadonlyMap<string, number>
  readonly table: Fields
}

const noPorts: ReadonlyMap<string, number> = new Map()

export function rootPlace(type: FieldType | undefined, table: Fields): Place {
  return { path: '', fields: [], type, ports: noPorts, table }
}

export function fieldPlace(place: Place, name: string): Place {
  return { ...place, path: joined(place.path, name), fields: [...place.fields, name], type: place.table.field(place.type, name) }
}

/** Keys that are no plain word are written as kubectl's JSONPath writes them: `metadata.labels['app.kubernetes.io/name']`. */
function joined(path: string, name: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(name)) return `${path}['${name}']`
  return path === '' ? name : `${path}.${name}`
}

/** The place of one list item, called by its key where it has one: `containers[name=web]`. */
export function itemPlace(place: Place, label: string, item: Json | undefined): Place {
  return { ...place, path: `${place.path}[${label}]`, type: listItem(place.type), ports: portsOf(item, place.ports) }
}

/** Kubernetes' own patchMergeKeys, for lists whose type is not known. */
const usualKeys = ['name', 'key', 'containerPort', 'port', 'mountPath', 'devicePath', 'ip', 'topologyKey', 'type', 'uid']

/** The fields by which this list's items are told apart, of those that `item` states. */
export function keysOf(place: Place, item: Json): readonly string[] {
  if (!isMap(item)) return []
  const known = listKeys(place.type)
  const stated = (known.length > 0 ? known : usualKeys).filter((key) => key in item && !isList(item[key]) && !isMap(item[key]))
  return known.length > 0 ? stated : stated.slice(0, 1)
}

function portsOf(container: Json | undefined, around: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  if (!isMap(container) || !isList(container['ports'])) return around
  const named = container['ports'].flatMap((port) =>
    isMap(port) && typeof port['name'] === 'string' && typeof port['containerPort'] === 'number' ? [[port['name'], port['containerPort']] as const] : [],
  )
  return named.length > 0 ? new Map(named) : around
}
