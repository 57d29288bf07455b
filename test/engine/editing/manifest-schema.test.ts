import { describe, expect, it } from 'vitest'
import { schemaOf } from '../../../engine/editing/manifest-schema.ts'
import type { OpenApiDocument } from '../../../engine/editing/open-api.ts'

const pod = { apiVersion: 'v1', kind: 'Pod' }
const served = [pod, { apiVersion: 'v1', kind: 'Service' }, { apiVersion: 'apps/v1', kind: 'Deployment' }]

const core: OpenApiDocument = {
  components: {
    schemas: {
      'io.k8s.api.core.v1.Pod': {
        type: 'object',
        description: 'A group of containers.',
        properties: { apiVersion: { type: 'string' }, kind: { type: 'string' }, spec: { allOf: [{ $ref: '#/components/schemas/io.k8s.api.core.v1.PodSpec' }], default: {}, description: 'What should be.' }, status: { type: 'object' } },
        'x-kubernetes-group-version-kind': [{ group: '', version: 'v1', kind: 'Pod' }],
      },
      'io.k8s.api.core.v1.PodSpec': {
        type: 'object',
        required: ['containers'],
        properties: {
          containers: { type: 'array', items: { allOf: [{ $ref: '#/components/schemas/io.k8s.api.core.v1.Container' }], default: {} }, 'x-kubernetes-list-map-keys': ['name'] },
          nodeSelector: { type: 'object', additionalProperties: { type: 'string', default: '' } },
          restartPolicy: { type: 'string', enum: ['Always', 'Never'], default: 'Always' },
        },
      },
      'io.k8s.api.core.v1.Container': { type: 'object', properties: { memory: { $ref: '#/components/schemas/io.k8s.apimachinery.pkg.api.resource.Quantity' }, port: { $ref: '#/components/schemas/io.k8s.apimachinery.pkg.util.intstr.IntOrString' } } },
      'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: 'string' },
      'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: 'string', format: 'int-or-string' },
      'io.k8s.api.core.v1.Secret': { type: 'object', properties: { data: {} } },
    },
  },
}

interface Read {
  readonly definitions: Readonly<Record<string, { readonly properties?: Readonly<Record<string, object>>; readonly additionalProperties?: unknown }>>
  readonly allOf: readonly object[]
}

const schema = schemaOf([pod], served, [core]) as unknown as Read

describe('schemaOf', () => {
  it('describes the named kind and only what it leads to', () => {
    expect(Object.keys(schema.definitions).toSorted()).toEqual([
      'io.k8s.api.core.v1.Container',
      'io.k8s.api.core.v1.Pod',
      'io.k8s.api.core.v1.PodSpec',
      'io.k8s.apimachinery.pkg.api.resource.Quantity',
      'io.k8s.apimachinery.pkg.util.intstr.IntOrString',
    ])
  })

  it('offers only an apiVersion’s own kinds after it', () => {
    // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own word
    expect(schema.allOf).toContainEqual({ if: { required: ['apiVersion'], properties: { apiVersion: { const: 'v1' } } }, then: { properties: { kind: { enum: ['Pod', 'Service'] } } } })
  })

  it('keeps descriptions, defaults and choices, and refuses fields that are not declared', () => {
    expect(schema.definitions['io.k8s.api.core.v1.PodSpec']).toEqual({
      type: 'object',
      required: ['containers'],
      properties: {
        containers: { type: 'array', items: { allOf: [{ $ref: '#/definitions/io.k8s.api.core.v1.Container' }] } },
        nodeSelector: { type: 'object', additionalProperties: { type: 'string', default: '' } },
        restartPolicy: { type: 'string', enum: ['Always', 'Never'], default: 'Always' },
      },
      additionalProperties: false,
    })
  })

  it('knows status and does not offer it', () => {
    expect(schema.definitions['io.k8s.api.core.v1.Pod']?.properties?.['status']).toEqual({ type: 'object', doNotSuggest: true })
  })

  it('takes a number and a text where Kubernetes does', () => {
    expect(schema.definitions['io.k8s.apimachinery.pkg.util.intstr.IntOrString']).toEqual({ anyOf: [{ type: 'integer' }, { type: 'string' }] })
  })

  it('leaves custom objects open where their schema does', () => {
    const widget = { apiVersion: 'example.com/v1', kind: 'Widget' }
    const custom: OpenApiDocument = {
      components: {
        schemas: {
          'com.example.v1.Widget': {
            type: 'object',
            properties: { spec: { type: 'object', properties: { size: { type: 'integer', nullable: true } }, 'x-kubernetes-preserve-unknown-fields': true } },
            'x-kubernetes-group-version-kind': [{ group: 'example.com', version: 'v1', kind: 'Widget' }],
          },
        },
      },
    }
    const { definitions } = schemaOf([widget], [widget], [custom]) as unknown as Read
    expect(definitions['com.example.v1.Widget']?.properties?.['spec']).toEqual({ type: 'object', properties: { size: { type: ['integer', 'null'] } }, additionalProperties: true })
  })

  it('lets a kind pass of which nothing is known', () => {
    expect(schemaOf([{ apiVersion: 'v9', kind: 'Ghost' }], served, [])['definitions']).toEqual({})
  })
})
