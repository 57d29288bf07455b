import { describe, expect, it } from 'vitest'
import type { Verdict } from '#contract/verdict.ts'
import { judgeOnce } from '../../../builders/checks.ts'
import { aDeployment, anEndpointSlice, aPod, aService } from '../../../builders/objects.ts'

const slices = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', labels: { 'kubernetes.io/service-name': 'web' } }
const service = { apiVersion: 'v1', kind: 'Service', name: 'web' }

/** Judges one assertion about Deployment web with Service and EndpointSlice beside it. */
const asserted = (expression: string, deployment = aDeployment({ ready: 2 })): Verdict =>
  judgeOnce({ assert: [expression], related: { slices, service } }, [deployment, aService(), anEndpointSlice({ endpoints: 2 })])

const evidenceOf = (expression: string): object => {
  const verdict = asserted(expression)
  return 'evidence' in verdict ? (verdict.evidence[0] ?? {}) : verdict
}

describe('an assertion is true', () => {
  it.each([
    ['of what is there', 'object.spec.replicas == 3'],
    ['of sums, since whole numbers are ints', 'object.spec.replicas % 2 + 1 == 2 && type(object.spec.replicas) == int'],
    ['of an absent counter, which reads as 0', 'object.status.unavailableReplicas == 0'],
    ['of an absent flag, which reads as false', '!object.spec.paused'],
    ['of an absent text, which reads as empty', "object.spec.strategy.type == ''"],
    ['of an absent list, which reads as empty', 'object.status.conditions.all(c, false) && size(object.status.conditions) == 0'],
    ['of an absent object, whose fields read as zero', 'object.spec.strategy.rollingUpdate.maxSurge == 0'],
    ['of an absent label, which reads as empty', "object.metadata.labels.app == '' && object.metadata.labels['app'] == ''"],
    ['of an absent limit, which reads as the quantity 0', "quantity(object.spec.template.spec.containers[0].resources.limits.memory) == 0.0"],
    ['of has(), which sees only what is there', 'has(object.spec.replicas) && !has(object.spec.paused) && !has(object.spec.strategy.rollingUpdate)'],
    ['of in, which sees only what is there', "!('app' in object.metadata.labels) && 'app' in object.spec.selector.matchLabels"],
    ['of a map compared with a literal one', "object.spec.selector.matchLabels == {'app': 'web'} && size(object.spec.selector.matchLabels) == 1"],
    ['of the keys of a map', "object.spec.selector.matchLabels.exists(k, k == 'app')"],
    ['of quantities, compared as numbers', "quantity('500m') == quantity('0.5') && quantity('1Gi') > quantity('1G') && quantity(2) == 2.0"],
    ["of quantities by Kubernetes' own words", "quantity('1Gi').isGreaterThan(quantity('1G')) && quantity('1').isLessThan(quantity('2')) && !quantity('1').isGreaterThan(quantity('1000m')) && !quantity('1').isLessThan(quantity('1')) && quantity('1').compareTo(quantity('1000m')) == 0 && isQuantity('3Gi') && !isQuantity('three')"],
    ['of texts', "object.spec.template.spec.containers[0].image.split(':')[0].upperAscii() == 'AGNHOST'"],
    ['of patterns, found anywhere', "object.metadata.name.matches('^w.b$') && object.metadata.name.matches('e')"],
    ['of related objects by label, a list', 'related.slices.exists(s, size(s.endpoints) >= 2)'],
    ['of a related object by name, itself', "related.service.spec.selector.app == 'web'"],
    ['of all objects that the check names', 'size(objects) == 1'],
    ['of variables and namespaces', "vars.port == 8080 && vars.name == 'web' && ns.main == object.metadata.namespace"],
    ['of has() of a related object that is there', 'has(related.service)'],
  ])('%s', (_, expression) => {
    expect(asserted(expression)).toEqual({ kind: 'passed' })
  })

  it('of a field that is null, which reads as absent', () => {
    expect(asserted('!has(object.spec.paused) && object.spec.paused == false', aDeployment({ spec: { paused: null } }))).toEqual({ kind: 'passed' })
  })

  it('of a field of type double, read as one', () => {
    const crd = { kind: 'CustomResourceDefinition', apiVersion: 'apiextensions.k8s.io/v1', name: 'x' }
    const object = { ...crd, metadata: { name: 'x' }, spec: { versions: [{ name: 'v1', schema: { openAPIV3Schema: { maximum: 3 } } }] } }
    expect(judgeOnce({ object: crd, assert: ['type(object.spec.versions[0].schema.openAPIV3Schema.maximum) == double'] }, [object])).toEqual({ kind: 'passed' })
  })
})

describe('evidence of an assertion', () => {
  it('that compares one field says which, what is there and what should be', () => {
    expect(evidenceOf('object.spec.replicas == 5')).toMatchObject({ code: 'assertion-false', path: 'spec.replicas', expected: 5, actual: 3, expression: 'object.spec.replicas == 5' })
  })

  it('that compares the other way round says the same', () => {
    expect(evidenceOf('5 == object.spec.replicas')).toMatchObject({ path: 'spec.replicas', expected: 5, actual: 3 })
  })

  it('that compares with a variable knows its value', () => {
    expect(evidenceOf('object.spec.replicas == vars.port')).toMatchObject({ expected: 8080, actual: 3 })
  })

  it('that wants more than a number leaves what it wants to the expression', () => {
    const evidence = evidenceOf('object.spec.replicas >= 5')
    expect(evidence).toMatchObject({ path: 'spec.replicas', actual: 3, expression: 'object.spec.replicas >= 5' })
    expect(evidence).not.toHaveProperty('expected')
  })

  it('names list items by their index', () => {
    expect(evidenceOf("object.spec.template.spec.containers[0].image == 'x'")).toMatchObject({ path: 'spec.template.spec.containers[0].image', actual: 'agnhost:2.53' })
  })

  it('about no single field names the first that it reads', () => {
    expect(evidenceOf("object.spec.template.spec.containers.exists(c, c.image == 'x')")).toMatchObject({ path: 'spec.template.spec.containers' })
  })

  it('is only of the part that is not true', () => {
    const verdict = asserted('object.spec.replicas == 3 && object.spec.minReadySeconds == 5 && object.spec.paused == true')
    expect('evidence' in verdict && verdict.evidence.map(({ expression }) => expression)).toEqual(['object.spec.minReadySeconds == 5', 'object.spec.paused == true'])
  })

  it.each([
    ['a list item that is not there', 'object.spec.template.spec.containers[3].image == "x"'],
    ['types that do not fit', 'object.spec.replicas > "3"'],
    ['no true or false', 'object.spec.replicas + 1'],
    ['a division by zero', '1 / object.status.unavailableReplicas == 1'],
    ['no quantity', 'quantity(object.metadata.name) == 1.0'],
    ['a field of a kind that is not known', 'related.slices[0].nope.deep == 1'],
  ])('that cannot be evaluated is assertion-failed: %s', (_, expression) => {
    if (expression.includes('nope')) return expect(judgeOnce({ object: { apiVersion: 'x.dev/v1', kind: 'Widget', name: 'w' }, assert: ['object.spec.nope == 1'] }, [{ apiVersion: 'x.dev/v1', kind: 'Widget', metadata: { name: 'w', namespace: 'lab-main' } }])).toMatchObject({ evidence: [{ code: 'assertion-failed' }] })
    expect(evidenceOf(expression)).toMatchObject({ code: 'assertion-failed', expression })
  })

  it('that needs a related object which is not there says that it is missing', () => {
    expect(judgeOnce({ assert: ["related.service.spec.selector.app == 'web'"], related: { service } }, [aDeployment()])).toMatchObject({
      kind: 'not-yet',
      evidence: [{ code: 'object-missing', object: { kind: 'Service', name: 'web' }, command: 'kubectl get service web -o yaml' }],
    })
  })
})

describe('an expression cannot hold up the engine', () => {
  it('with loops in loops: it ends after its rounds', () => {
    const pods = Array.from({ length: 200 }, (_, index) => aPod({ name: `p${index}`, labels: { app: 'web' } }))
    const count = { object: { apiVersion: 'v1', kind: 'Pod', labels: { app: 'web' } }, atLeast: 1 }
    expect(judgeOnce({ count, assert: ['objects.all(a, objects.all(b, objects.all(c, true)))'] }, pods)).toMatchObject({ evidence: [{ code: 'assertion-failed', actual: 'more than 100000 rounds' }] })
  })

  it('with a pattern that would make a backtracking engine hang', () => {
    expect(asserted(`!'${'a'.repeat(60)}!'.matches('^(a+)+$')`)).toEqual({ kind: 'passed' })
  })
})
