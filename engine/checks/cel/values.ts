import { celList, type CelInput, type CelMap, type CelValue } from '@bufbuild/cel'
import type { Json } from '#contract/check.ts'
import { listItem, zeroOf, type Fields, type FieldType } from '../fields/field-table.ts'

/** cel-es knows its maps by this registered symbol; it offers no other way to give it one that is read lazily. */
const celMapMark = Symbol.for('@bufbuild/cel/map')

/**
 * An object as CEL reads it: an absent field gives the zero value of its type, as Kubernetes leaves zero values out,
 * while `has()`, `in` and loops see only what is there. Fields whose type is not known stay errors when absent.
 */
class FieldMap {
  readonly [celMapMark] = {}
  readonly #entries: Readonly<Record<string, unknown>>
  readonly #type: FieldType | undefined
  readonly #fields: Fields

  constructor(entries: Readonly<Record<string, unknown>>, type: FieldType | undefined, fields: Fields) {
    this.#entries = entries
    this.#type = type
    this.#fields = fields
  }

  get size(): number {
    return [...this.keys()].length
  }

  has(key: unknown): boolean {
    return typeof key === 'string' && Object.hasOwn(this.#entries, key) && this.#entries[key] != null
  }

  get(key: unknown): CelValue | undefined {
    if (typeof key !== 'string') return undefined
    const type = this.#fields.field(this.#type, key)
    return this.has(key) ? celValue(this.#entries[key], type, this.#fields) : zeroValue(type, this.#fields)
  }

  *keys(): IterableIterator<string> {
    for (const key of Object.keys(this.#entries)) if (this.has(key)) yield key
  }

  *values(): IterableIterator<CelValue> {
    for (const [, value] of this.entries()) yield value
  }

  *entries(): IterableIterator<[string, CelValue]> {
    for (const key of this.keys()) {
      const value = this.get(key)
      if (value !== undefined) yield [key, value]
    }
  }

  [Symbol.iterator](): IterableIterator<[string, CelValue]> {
    return this.entries()
  }

  forEach(visit: (value: CelValue, key: string) => void): void {
    for (const [key, value] of this.entries()) visit(value, key)
  }
}

function zeroValue(type: FieldType | undefined, fields: Fields): CelValue | undefined {
  const zero = zeroOf(type, fields)
  if (zero === 'list') return celList([])
  return zero === 'map' ? fieldMap({}, type, fields) : zero
}

/** A map for CEL whose absent fields read as zero. */
export function fieldMap(entries: Readonly<Record<string, unknown>>, type: FieldType | undefined, fields: Fields): CelMap {
  // FieldMap has everything that cel-es calls; CelMap's own mark is a symbol that the package does not export.
  return new FieldMap(entries, type, fields) as unknown as CelMap
}

/** A JSON value for CEL: whole numbers become int (BigInt) unless the field is a double. Values for CEL stay as they are. */
export function celValue(value: unknown, type: FieldType | undefined, fields: Fields): CelValue {
  if (typeof value === 'number') return type !== 'number' && Number.isSafeInteger(value) ? BigInt(value) : value
  if (Array.isArray(value)) return celList(value.map((item) => celValue(item, listItem(type), fields)) as CelInput[])
  if (typeof value !== 'object' || value === null) return value as CelValue
  // Lists and maps made here already are the only objects with a prototype of their own.
  return isPlainObject(value) ? fieldMap(value, type, fields) : (value as CelValue)
}

function isPlainObject(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** A plain CEL value as JSON; `undefined` for lists, maps and everything that evidence does not show. */
export function jsonOf(value: unknown): Json | undefined {
  if (typeof value === 'bigint') return Number(value)
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}
