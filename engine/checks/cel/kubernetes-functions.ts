import { celFunc, celMethod, CelScalar, listType, type CelFunc, type CelInput, type CelList, type CelValue } from '@bufbuild/cel'
import { quantityNanos } from '../values/quantity.ts'
import { compiledPattern } from './patterns.ts'
import { versionFunctions } from './version-functions.ts'

const { BOOL, DOUBLE, DYN, INT, STRING } = CelScalar
const LIST = listType(DYN)

/**
 * What Kubernetes adds to CEL and labs need: https://kubernetes.io/docs/reference/using-api/cel/.
 * docs/cel.md shows each of them with an example.
 */
export const kubernetesFunctions: readonly CelFunc[] = [...quantityFunctions(), ...listFunctions(), ...setFunctions(), ...patternFunctions(), ...versionFunctions()]

/** Quantities are plain numbers here, so that `<` and `==` work as well; sums are rounded to the billionth that a quantity can hold. */
function quantityFunctions(): readonly CelFunc[] {
  return [
    celFunc('quantity', [STRING], DOUBLE, quantity),
    celFunc('quantity', [INT], DOUBLE, quantity),
    celFunc('quantity', [DOUBLE], DOUBLE, quantity),
    celFunc('isQuantity', [STRING], BOOL, (text) => quantityNanos(text) !== undefined),
    celMethod('isGreaterThan', DOUBLE, [DOUBLE], BOOL, function (other) { return this > other }),
    celMethod('isLessThan', DOUBLE, [DOUBLE], BOOL, function (other) { return this < other }),
    celMethod('compareTo', DOUBLE, [DOUBLE], INT, function (other) { return BigInt(Math.sign(this - other)) }),
    celMethod('sign', DOUBLE, [], INT, function () { return BigInt(Math.sign(this)) }),
    celMethod('add', DOUBLE, [DOUBLE], DOUBLE, function (other) { return toBillionths(this + other) }),
    celMethod('add', DOUBLE, [INT], DOUBLE, function (other) { return toBillionths(this + Number(other)) }),
    celMethod('sub', DOUBLE, [DOUBLE], DOUBLE, function (other) { return toBillionths(this - other) }),
    celMethod('sub', DOUBLE, [INT], DOUBLE, function (other) { return toBillionths(this - Number(other)) }),
    celMethod('isInteger', DOUBLE, [], BOOL, function () { return Number.isSafeInteger(this.valueOf()) }),
    celMethod('asInteger', DOUBLE, [], INT, function () { return BigInt(this.valueOf()) }),
    celMethod('asApproximateFloat', DOUBLE, [], DOUBLE, function () { return this.valueOf() }),
  ]
}

function quantity(text: string | bigint | number): number {
  const nanos = quantityNanos(typeof text === 'bigint' ? Number(text) : text)
  if (nanos === undefined) throw new Error(`not a quantity: ${String(text)}`)
  return Number(nanos) / 1e9
}

const toBillionths = (value: number): number => Math.round(value * 1e9) / 1e9

type Comparable = bigint | number | string | boolean

function listFunctions(): readonly CelFunc[] {
  return [
    celMethod('isSorted', LIST, [], BOOL, function () {
      const items = comparable(this)
      return items.every((item, index) => index === 0 || (items[index - 1] as Comparable) <= item)
    }),
    celMethod('sum', LIST, [], DYN, function () { return summed(comparable(this)) }),
    celMethod('min', LIST, [], DYN, function () { return furthest(comparable(this), (one, other) => one < other) }),
    celMethod('max', LIST, [], DYN, function () { return furthest(comparable(this), (one, other) => one > other) }),
    celMethod('indexOf', LIST, [DYN], INT, function (item) { return BigInt([...this].indexOf(item)) }),
    celMethod('lastIndexOf', LIST, [DYN], INT, function (item) { return BigInt([...this].lastIndexOf(item)) }),
    celMethod('sort', LIST, [], LIST, function () { return comparable(this).toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0)) }),
    celMethod('distinct', LIST, [], LIST, function () { return [...new Set<CelInput>(this)] }),
    celMethod('slice', LIST, [INT, INT], LIST, function (from, to) { return [...this].slice(Number(from), Number(to)) }),
  ]
}

/** Plain items of one type; others have no order. */
function comparable(list: CelList): readonly Comparable[] {
  const items = [...list]
  const [first] = items
  if (!items.every((item): item is Comparable => isComparable(item) && typeof item === typeof first)) throw new Error('a list of numbers, or of texts, is wanted')
  return items
}

const isComparable = (item: CelValue): boolean => ['bigint', 'number', 'string', 'boolean'].includes(typeof item)

function summed(items: readonly Comparable[]): bigint | number {
  if (items.every((item) => typeof item === 'number')) return items.length === 0 ? 0 : items.reduce((sum, item) => sum + item, 0)
  if (items.every((item) => typeof item === 'bigint')) return items.reduce((sum, item) => sum + item, 0n)
  throw new Error('a list of numbers is wanted')
}

function furthest(items: readonly Comparable[], isFurther: (one: Comparable, other: Comparable) => boolean): Comparable {
  if (items.length === 0) throw new Error('the list is empty')
  return items.reduce((best, item) => (isFurther(item, best) ? item : best))
}

/** Of plain values; order and repetition do not matter. */
function setFunctions(): readonly CelFunc[] {
  const has = (list: CelList, items: CelList): boolean => [...items].every((item) => [...list].includes(item))
  return [
    celFunc('sets.contains', [LIST, LIST], BOOL, has),
    celFunc('sets.equivalent', [LIST, LIST], BOOL, (one, other) => has(one, other) && has(other, one)),
    celFunc('sets.intersects', [LIST, LIST], BOOL, (one, other) => [...one].some((item) => [...other].includes(item))),
  ]
}

/** As many finds as one expression can need. */
const mostFinds = 1_000

function patternFunctions(): readonly CelFunc[] {
  return [
    celMethod('find', STRING, [STRING], STRING, function (pattern) { return finds(this.valueOf(), pattern, 1)[0] ?? '' }),
    celMethod('findAll', STRING, [STRING], LIST, function (pattern) { return finds(this.valueOf(), pattern, mostFinds) }),
    celMethod('findAll', STRING, [STRING, INT], LIST, function (pattern, most) { return finds(this.valueOf(), pattern, most < 0n ? mostFinds : Number(most)) }),
  ]
}

function finds(text: string, pattern: string, most: number): readonly string[] {
  const matcher = compiledPattern(pattern).matcher(text)
  const found: string[] = []
  while (found.length < Math.min(most, mostFinds) && matcher.find()) found.push(matcher.group() ?? '')
  return found
}
