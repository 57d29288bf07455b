import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readAssertionTree } from '../../../authoring/import/assertion-tree.ts'

const read = (yaml: string, bindings: Readonly<Record<string, unknown>> = {}) => readAssertionTree(parse(yaml), new Map(Object.entries(bindings)))

describe('a tree of assertions', () => {
  it('without expressions is a match as it stands', () => {
    expect(read('spec: { replicas: 3, ports: [{ port: 80 }] }')).toEqual({ match: { spec: { replicas: 3, ports: [{ port: 80 }] } }, assert: [], lost: [] })
  })

  it('that picks a condition by its type is a match of that condition', () => {
    expect(read("status:\n  (conditions[?type == 'Ready']):\n  - status: 'True'").match).toEqual({ status: { conditions: [{ type: 'Ready', status: 'True' }] } })
  })

  it('that compares, counts or asks whether something is there becomes CEL', () => {
    const { assert, lost, match } = read(`
spec:
  (replicas > \`2\`): true
  (length(template.spec.containers)): 2
  (paused == null): true
  (strategy.type == 'Recreate' || paused): false
metadata:
  (namespace): ($namespace)
`, { namespace: '${ns.main}' })
    expect([assert, lost, match]).toEqual([['object.spec.replicas > 2', 'size(object.spec.template.spec.containers) == 2', '!has(object.spec.paused)', '!(object.spec.strategy.type == "Recreate" || object.spec.paused)', 'object.metadata["namespace"] == ns.main'], [], undefined])
  })

  it('that iterates becomes a comprehension', () => {
    expect(read("spec:\n  ~.(containers):\n    imagePullPolicy: IfNotPresent\n    (starts_with(image, 'agnhost')): true").assert).toEqual(['object.spec.containers.all(i, i.imagePullPolicy == "IfNotPresent" && i.image.startsWith("agnhost"))'])
  })

  it('takes values that are bound, and null for what must not be there', () => {
    expect(read('data: { colour: ($colour), shade: null }', { colour: 'blue' }).match).toEqual({ data: { colour: 'blue', shade: { $absent: true } } })
  })

  it('tells what it cannot say', () => {
    expect(read("spec:\n  (join('-', names)): a-b\n  ~.(ports):\n    tags: [x]\n  (spec)->s: { a: 1 }")).toEqual({ match: undefined, assert: [], lost: ["(join('-', names))", '~.(ports)', '(spec)->s'] })
  })
})
