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
