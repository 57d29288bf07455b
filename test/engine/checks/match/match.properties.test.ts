import fc from 'fast-check'
import { describe, it } from 'vitest'
import type { Json } from '#contract/check.ts'
import { fieldsOf } from '../../../../engine/checks/fields/field-table.ts'
import { kubernetesTable } from '../../../../engine/checks/fields/kubernetes.ts'
import { match } from '../../../../engine/checks/match/match.ts'
import { rootPlace } from '../../../../engine/checks/match/place.ts'

const fields = fieldsOf(kubernetesTable)
const key = fc.oneof(fc.constantFrom('spec', 'status', 'metadata', 'name', 'containers', 'ports', 'port', 'resources', 'limits', 'cpu', 'defaultMode', '__proto__', 'constructor'), fc.stringMatching(/^[a-z/.]{1,6}$/))
const leaf = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string(), fc.constantFrom('1Gi', '500m', '0644', 'http', '60s'))
const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf, fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(key, tie('tree'), { maxKeys: 5 })),
}))
const kind = fc.constantFrom('Deployment', 'Pod', 'Service', 'ConfigMap', undefined)

/** Trees in which nothing is null: as an expectation, null says that a field is absent. */
const isWhole = (value: Json): boolean => !JSON.stringify(value).includes('null')

const differences = (expected: Json, actual: Json | undefined, type: string | undefined): number => match(expected, actual, rootPlace(type, fields)).length

/** The value with one more field in each of its maps, however deep. */
function grown(value: Json, name: string, more: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => grown(item, name, more))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries([...Object.entries(value).map(([key, inner]) => [key, grown(inner, name, more)] as const), [name, more] as const])
}

describe('match', () => {
  it('finds no difference between anything and itself', () => {
    fc.assert(fc.property(tree.filter(isWhole), kind, (value, type) => differences(value, structuredClone(value), type) === 0), { numRuns: 400 })
  })

  it('goes on matching when fields are added that the tree does not name', () => {
    fc.assert(
      fc.property(fc.dictionary(key, tree), fc.dictionary(key, tree), kind, (said, more, type) => {
        fc.pre(isWhole(said))
        const added = Object.fromEntries(Object.entries(more).filter(([name]) => !Object.hasOwn(said, name)))
        return differences(said, { ...structuredClone(said), ...added }, type) === 0
      }),
    )
  })

  it('goes on matching when fields are added anywhere in the object', () => {
    fc.assert(
      fc.property(tree.filter(isWhole), fc.stringMatching(/^more[a-z]{1,4}$/), tree, kind, (said, name, value, type) => differences(said, grown(said, name, value), type) === 0),
      { numRuns: 400 },
    )
  })

  it('goes on matching when items are added to a list and its order changes', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), fc.array(tree, { maxLength: 3 }), kind, (said, more, type) => {
        fc.pre(isWhole(said))
        return differences({ spec: { ports: said } }, { spec: { ports: [...more, ...said.toReversed()] } }, type) === 0
      }),
    )
  })

  it('never needs more than one item for each that is expected', () => {
    fc.assert(fc.property(fc.array(leaf.filter((one) => one !== null && typeof one !== 'number'), { minLength: 1, maxLength: 5 }), (items) => differences([...items, items[0]!], items, undefined) > 0))
  })

  it('says something or nothing of any two values, and never throws', () => {
    fc.assert(fc.property(tree, fc.option(tree, { nil: undefined }), kind, (expected, actual, type) => differences(expected, actual, type) >= 0), { numRuns: 400 })
  })
})
