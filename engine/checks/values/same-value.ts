import type { Json } from '#contract/check.ts'
import type { FieldType } from '../fields/field-table.ts'
import { durationMilliseconds } from './duration.ts'
import { quantityNanos } from './quantity.ts'

/** What is known of a field whose value is compared. */
export interface ValuePlace {
  readonly type: FieldType | undefined
  /** The field's own name, and that of the field it is in. */
  readonly name: string
  readonly parent: string
  /** Names of the container's ports around this field → their numbers. */
  readonly ports: ReadonlyMap<string, number>
}

/**
 * Whether two plain values say the same to Kubernetes, however they are spelt:
 * quantities, octal file modes, ports by name or number, durations. A check that fails a right answer is worse than none.
 */
export function isSameValue(expected: Json, actual: Json, place: ValuePlace): boolean {
  if (expected === actual) return true
  switch (notationOf(place)) {
    case 'quantity':
      return isSameKnown(quantityNanos(expected), quantityNanos(actual))
    case 'port':
      return portOf(expected, place.ports) === portOf(actual, place.ports)
    case 'mode':
      return modesOf(expected).some((mode) => modesOf(actual).slice(0, 1).includes(mode))
    case 'duration':
      return isSameKnown(durationMilliseconds(expected), durationMilliseconds(actual))
    case 'text':
      return isPlain(expected) && isPlain(actual) && String(expected) === String(actual)
    case 'plain':
      return false
  }
}

type Notation = 'quantity' | 'port' | 'mode' | 'duration' | 'text' | 'plain'

/** Fields of custom resources have no known type: there the usual names stand in for it. */
function notationOf({ type, name, parent }: ValuePlace): Notation {
  if (type === 'quantity') return 'quantity'
  if (type === 'int-or-string') return 'port'
  if (type === 'int') return /^(default)?mode$/i.test(name) ? 'mode' : 'plain'
  // A YAML label `version: 2` means "2"; Kubernetes accepts nothing else there.
  if (type === 'string') return 'text'
  return type === undefined || type === 'any' ? notationByName(name, parent) : 'plain'
}

function notationByName(name: string, parent: string): Notation {
  if (/^(requests|limits|hard|capacity|allocatable)$/.test(parent) || /^(cpu|memory|storage|ephemeral-storage)$/.test(name)) return 'quantity'
  if (/^(port|targetPort)$/.test(name)) return 'port'
  if (/(interval|timeout|duration|period|delay|ttl)$/i.test(name)) return 'duration'
  return 'plain'
}

function isSameKnown<T>(one: T | undefined, other: T | undefined): boolean {
  return one !== undefined && one === other
}

function isPlain(value: Json): value is string | number | boolean {
  return value !== null && typeof value !== 'object'
}

/** Port 8080, "8080", or the name of a port that the container declares. */
function portOf(value: Json, ports: ReadonlyMap<string, number>): Json {
  if (typeof value !== 'string') return value
  return ports.get(value) ?? (/^\d+$/.test(value) ? Number(value) : value)
}

/**
 * `0644` is octal to kubectl and decimal to YAML 1.2, and the API gives 420: the value itself first, then what it says in octal.
 */
function modesOf(value: Json): readonly number[] {
  const digits = /^(?:0o)?([0-7]{1,5})$/.exec(isPlain(value) ? String(value) : '')?.[1]
  const octal = digits === undefined ? [] : [Number.parseInt(digits, 8)]
  return typeof value === 'number' ? [value, ...octal] : octal
}
