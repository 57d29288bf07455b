import { describe, expect, it } from 'vitest'
import { prepareCheck } from '../../../engine/checks/prepare-check.ts'
import { aCheck, mistakesOf, prepared } from '../../builders/checks.ts'

const slices = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', labels: { a: 'b' } }
const pods = { apiVersion: 'v1', kind: 'Pod', labels: { app: 'web' } }

describe('a mistake in an expression is told with its column:', () => {
  it.each([
    ['syntax', 'object.spec.replicas ===3', 22, 'This is no CEL expression: found = but expecting end of input.'],
    ['an end too soon', 'size(object.spec', 5, 'This is no CEL expression: found ( but expecting end of input.'],
    ['a name', 'objct.spec.replicas == 3', 1, '`objct` is not known here; there are `object`, `objects`, `related`, `ns`, `vars`.'],
    ['a name further on', 'true && foo', 9, '`foo` is not known here; there are `object`, `objects`, `related`, `ns`, `vars`.'],
    ['a field, with the one that was meant', 'object.spec.replcas == 3', 13, 'There is no field `replcas` here; did you mean `replicas`?'],
    ['a field like no other', 'object.spec.zzzzzzzz == 3', 13, 'There is no field `zzzzzzzz` here.'],
    ['a field behind an index', 'object.spec.template.spec.containers[0].imag == ""', 41, 'There is no field `imag` here; did you mean `image`?'],
    ['a field in a loop', 'object.spec.template.spec.containers.all(c, c.imag == "")', 47, 'There is no field `imag` here; did you mean `image`?'],
    ['a field in has()', 'has(object.spec.replcas)', 17, 'There is no field `replcas` here; did you mean `replicas`?'],
    ['a related object that is not declared', 'related.slice.size() > 0', 9, 'There is no field `slice` here; did you mean `slices`?'],
    ['a field of a related object', 'related.slices.exists(s, size(s.endpoint) > 1)', 33, 'There is no field `endpoint` here; did you mean `endpoints`?'],
    ['a variable of the lab', 'vars.prt == 1', 6, 'There is no field `prt` here; did you mean `port`?'],
    ['a namespace of the lab', "ns.prod == ''", 4, 'There is no field `prod` here.'],
    ['a function', 'frob(object)', 1, 'There is no function `frob`.'],
    ['a method', 'object.metadata.name.frob()', 22, 'There is no function `frob`.'],
    ['a loop over two names, which CEL here has not', "object.spec.template.spec.containers.exists(i, c, c.image != '')", 38, '`exists` takes a name and a condition: `exists(x, …)`.'],
    ['a field that is compared with nothing', 'true && object.spec.replicas', 9, '`spec.replicas` is of type `int`, not true or false; compare it with something.'],
    ['a pattern', "object.metadata.name.matches('(')", 30, 'This is no RE2 regular expression: error parsing regexp: missing closing ): `(`.'],
    ['a pattern to find all of', "size(object.metadata.name.findAll('(', 2)) > 0", 35, 'This is no RE2 regular expression: error parsing regexp: missing closing ): `(`.'],
    ['a name in a call of a library', 'sets.contains(object.spec.replcas, [1])', 27, 'There is no field `replcas` here; did you mean `replicas`?'],
    ['a function that a library has not', 'true && sets.contain([1], [1])', 9, 'There is no function `sets.contain`.'],
    ['a pattern that RE2 has not', "object.metadata.name.matches('(?=x)')", 30, 'This is no RE2 regular expression: error parsing regexp: invalid or unsupported Perl syntax: `(?=`.'],
  ])('%s', (_, expression, column, says) => {
    expect(mistakesOf({ assert: ['true', expression], related: { slices } })).toEqual([{ field: 'assert[1]', column, says }])
  })

  it('a guard', () => {
    expect(mistakesOf({ unless: ['foo'] })).toMatchObject([{ field: 'unless[0]', column: 1 }])
  })

  it('one that is too long', () => {
    expect(mistakesOf({ assert: [`true${' && true'.repeat(400)}`] })).toMatchObject([{ field: 'assert[0]', says: 'The expression is longer than 2000 characters.' }])
  })

  it('each of several', () => {
    expect(mistakesOf({ assert: ['foo', 'bar'], unless: ['baz'] }).map(({ field }) => field)).toEqual(['assert[0]', 'assert[1]', 'unless[0]'])
  })

  it('object in a count, which has none', () => {
    expect(mistakesOf({ count: { object: pods, is: 1 }, assert: ['object.spec.replicas == 1'] })).toMatchObject([
      { column: 1, says: '`object` is not known here; there are `objects`, `related`, `ns`, `vars`.' },
    ])
  })

  it('in Korean as well', () => {
    const result = prepareCheck(aCheck({ assert: ['object.spec.replcas == 3'] }), { namespaces: ['main'], vars: [] })
    expect('problems' in result && result.problems[0]?.message.ko).toBe('여기에는 `replcas` 필드가 없습니다. 혹시 `replicas`인가요?')
  })
})

describe('a mistake in a partial tree is told with its field:', () => {
  it.each([
    ['an unknown field', { spec: { replcas: 3 } }, 'match.spec.replcas', 'There is no field `replcas` here; did you mean `replicas`?'],
    ['an unknown field of an item', { spec: { template: { spec: { containers: [{ img: 1 }] } } } }, 'match.spec.template.spec.containers[0].img', 'There is no field `img` here.'],
    ['an operator', { spec: { template: { spec: { containers: { $orderd: [] } } } } }, 'match.spec.template.spec.containers.$orderd', '`$orderd` is no operator of a partial tree; there are `$ordered` with a list and `$absent: true`, each alone in its map.'],
    ['an operator with others beside it', { spec: { selector: { $absent: true, a: 1 } } }, 'match.spec.selector.$absent', '`$absent` is no operator of a partial tree; there are `$ordered` with a list and `$absent: true`, each alone in its map.'],
    ['a placeholder', { spec: { replicas: '${vars.prt}' } }, 'match', '`vars.prt` is not known here; there are `port`, `name`.'],
  ])('%s', (_, match, field, says) => {
    const found = mistakesOf({ match })
    expect(found).toContainEqual({ field, says })
  })

  it('a field that is written and never shown', () => {
    expect(mistakesOf({ object: { apiVersion: 'v1', kind: 'Secret', name: 's' }, match: { stringData: { a: 'b' } } })).toMatchObject([{ field: 'match.stringData' }])
  })

  it('one that is deeper than any object', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(80)}1${'}'.repeat(80)}`) as object
    expect(mistakesOf({ object: { apiVersion: 'x.dev/v1', kind: 'Widget' }, match: deep })).toEqual([{ field: 'match', says: 'The tree is deeper than 60 levels.' }])
  })

  it('nothing in a tree of a kind that is not known', () => {
    expect(mistakesOf({ object: { apiVersion: 'x.dev/v1', kind: 'Widget' }, match: { spec: { anything: { goes: 1 } } } })).toEqual([])
  })

  it('nothing in labels, annotations and data, whose keys are free', () => {
    expect(mistakesOf({ match: { metadata: { labels: { anything: 'x' } } } })).toEqual([])
  })
})

describe('a mistake in what a check looks at is told:', () => {
  it('a namespace that the lab has not', () => {
    expect(mistakesOf({ related: { pods: { ...pods, namespace: 'prod' } } })).toEqual([
      { field: 'related.pods.namespace', says: 'The lab has no namespace `prod`; it has `main`, `dev`.' },
    ])
  })

  it('a kind that its API version has not', () => {
    expect(mistakesOf({ object: { apiVersion: 'apps/v1', kind: 'Deploymnt', name: 'web' }, related: { jobs: { apiVersion: 'v1', kind: 'Job' } } })).toEqual([
      { field: 'related.jobs.kind', says: '`v1` has no kind `Job`.' },
      { field: 'object.kind', says: '`apps/v1` has no kind `Deploymnt`; did you mean `Deployment`?' },
    ])
  })

  it('no kind of an API version of which none is known', () => {
    expect(mistakesOf({ object: { apiVersion: 'kserve.io/v1beta1', kind: 'InferenceService', name: 'web' } })).toEqual([])
  })

  it('a placeholder in a name', () => {
    expect(mistakesOf({ object: { apiVersion: 'v1', kind: 'Pod', name: 'web-${vars.nme}' } })).toMatchObject([{ field: 'object' }])
  })

  it('a count of nothing', () => {
    expect(mistakesOf({ count: { object: pods } })).toEqual([{ field: 'count', says: 'A count needs at least one of `is`, `atLeast`, `atMost`.' }])
  })
})

describe('a prepared check', () => {
  it('says what it looks at, once each, by the names of the lab', () => {
    const related = { slices, others: { ...slices, labels: {} }, elsewhere: { ...slices, namespace: 'dev' }, nodes: { apiVersion: 'v1', kind: 'Node' } }
    expect(prepared({ related }).looksAt).toEqual([
      { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'main' },
      { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', namespace: 'main' },
      { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', namespace: 'dev' },
      { apiVersion: 'v1', kind: 'Node' },
    ])
  })

  it.each([
    ['a guard', { unless: ['false'] }, true],
    ['a hold', { hold: '5s' }, true],
    ['a count after something was seen', { count: { object: pods, is: 0, after: 'seen' } }, true],
    ['nothing but the present', { assert: ['true'] }, false],
  ])('with %s remembers accordingly', (_, written, remembers) => {
    expect(prepared(written).remembers).toBe(remembers)
  })

  it('in a lab of the whole cluster calls namespaces as they are', () => {
    const check = prepared({ object: { ...pods, namespace: 'kube-system' } }, { namespaces: ['main'], isOfWholeCluster: true, vars: [] })
    expect(check.looksAt).toEqual([{ apiVersion: 'v1', kind: 'Pod', namespace: 'kube-system' }])
  })
})
