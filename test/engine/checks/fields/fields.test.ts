import { describe, expect, it } from 'vitest'
import { fieldsOf, listItem, listKeys, mapValue, zeroOf } from '../../../../engine/checks/fields/field-table.ts'
import { fieldTableFrom, type OpenApiDocument } from '../../../../engine/checks/fields/from-openapi.ts'
import { kubernetesTable } from '../../../../engine/checks/fields/kubernetes.ts'

const fields = fieldsOf(kubernetesTable)

function typeAt(apiVersion: string, kind: string, ...path: readonly string[]): string | undefined {
  return path.reduce<string | undefined>((type, name) => (name === '*' ? listItem(type) : fields.field(type, name)), fields.kind({ apiVersion, kind }))
}

describe('the table of Kubernetes’ fields', () => {
  it.each([
    [['spec', 'replicas'], 'int'],
    [['spec', 'paused'], 'bool'],
    [['metadata', 'labels'], '{}string'],
    [['metadata', 'creationTimestamp'], 'time'],
    [['spec', 'strategy', 'rollingUpdate', 'maxSurge'], 'int-or-string'],
    [['spec', 'template', 'spec', 'containers'], '[name]Container'],
    [['spec', 'template', 'spec', 'containers', '*', 'ports'], '[containerPort,protocol]ContainerPort'],
    [['spec', 'template', 'spec', 'containers', '*', 'resources', 'limits', 'memory'], 'quantity'],
    [['spec', 'template', 'spec', 'containers', '*', 'args', '*'], 'string'],
    [['spec', 'nothing'], undefined],
    [['spec', 'toString'], undefined],
  ])('knows %j of a Deployment as %s', (path, type) => {
    expect(typeAt('apps/v1', 'Deployment', ...path)).toBe(type)
  })

  it('knows which kinds have no namespace', () => {
    expect([fields.isClusterScoped({ apiVersion: 'v1', kind: 'Node' }), fields.isClusterScoped({ apiVersion: 'v1', kind: 'Pod' })]).toEqual([true, false])
  })

  it('tells kinds of one name in two groups apart', () => {
    expect([fields.kind({ apiVersion: 'v1', kind: 'Event' }), fields.kind({ apiVersion: 'events.k8s.io/v1', kind: 'Event' })]).toEqual(['Event', 'events.v1.Event'])
  })

  it('names only types that it has', () => {
    const plain = new Set(['string', 'int', 'number', 'bool', 'time', 'quantity', 'int-or-string', 'any'])
    const bare = (type: string): string => listItem(type) ?? mapValue(type) ?? type
    const unknown = Object.values(kubernetesTable.types).flatMap((type) => Object.values(type)).map((type) => bare(bare(bare(type)))).filter((type) => !plain.has(type) && !(type in kubernetesTable.types))
    expect(unknown).toEqual([])
  })
})

describe('a type', () => {
  it.each([
    ['string', ''],
    ['time', ''],
    ['int', 0n],
    ['int-or-string', 0n],
    ['number', 0],
    ['bool', false],
    ['quantity', '0'],
    ['[name]Container', 'list'],
    ['{}string', 'map'],
    ['Container', 'map'],
    ['any', undefined],
    ['NoSuchType', undefined],
    [undefined, undefined],
  ])('%s reads as %s where the field is absent', (type, zero) => {
    expect(zeroOf(type, fields)).toBe(zero)
  })

  it('of a list says by what its items are told apart', () => {
    expect([listKeys('[port,protocol]ServicePort'), listKeys('[]string'), listKeys('string')]).toEqual([['port', 'protocol'], [], []])
  })
})

describe('a table from OpenAPI documents', () => {
  const document: OpenApiDocument = {
    paths: {
      '/apis/x.dev/v1/namespaces/{namespace}/widgets': {},
      '/apis/x.dev/v1/widgets': { get: { 'x-kubernetes-group-version-kind': { group: 'x.dev', version: 'v1', kind: 'Widget' } } },
      '/apis/x.dev/v1/factories': { get: { 'x-kubernetes-group-version-kind': { group: 'x.dev', version: 'v1', kind: 'Factory' } } },
    },
    components: {
      schemas: {
        'dev.x.v1.Widget': {
          'x-kubernetes-group-version-kind': [{ group: 'x.dev', version: 'v1', kind: 'Widget' }],
          properties: {
            size: { type: 'integer' },
            share: { type: 'number' },
            port: { 'x-kubernetes-int-or-string': true },
            parts: { type: 'array', items: { $ref: '#/components/schemas/dev.x.v1.Part' }, 'x-kubernetes-list-map-keys': ['id'] },
            limit: { allOf: [{ $ref: '#/components/schemas/io.k8s.apimachinery.pkg.api.resource.Quantity' }] },
            free: { type: 'object' },
          },
        },
        'dev.x.v1.Factory': { 'x-kubernetes-group-version-kind': [{ group: 'x.dev', version: 'v1', kind: 'Factory' }], properties: {} },
        'dev.x.v1.Part': { properties: { id: { type: 'string' } } },
        'dev.x.v1.Unused': { properties: {} },
      },
    },
  }

  it('has the kinds that are served and the types that they lead to', () => {
    expect(fieldTableFrom([document])).toEqual({
      kinds: { 'x.dev/v1/Widget': { type: 'Widget' }, 'x.dev/v1/Factory': { type: 'Factory', cluster: true } },
      types: { Widget: { size: 'int', share: 'number', port: 'int-or-string', parts: '[id]Part', limit: 'quantity', free: 'any' }, Part: { id: 'string' }, Factory: {} },
    })
  })
})
