import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KindRef } from '#contract/kube.ts'
import type { FieldTable } from '../../../../engine/checks/fields/field-table.ts'
import { fieldTableFrom, type OpenApiDocument } from '../../../../engine/checks/fields/from-openapi.ts'
import { kubernetesTable } from '../../../../engine/checks/fields/kubernetes.ts'
import type { KubeClient } from '../../../../engine/kube/kube-client.ts'
import { connectToCluster } from '../../watch/on-cluster.ts'

let kube: KubeClient
let live: FieldTable

beforeAll(async () => {
  kube = await connectToCluster()
  const versions = [...new Set(Object.keys(kubernetesTable.kinds).map((key) => key.slice(0, key.lastIndexOf('/'))))]
  const paths = versions.map((version) => (version.includes('/') ? `/openapi/v3/apis/${version}` : `/openapi/v3/api/${version}`))
  const documents = await Promise.all(paths.map(async (path) => JSON.parse(await kube.get(path)) as OpenApiDocument))
  live = fieldTableFrom(documents)
}, 60_000)
afterAll(() => kube?.dispose())

describe('the table of Kubernetes’ fields', () => {
  it('is what a server of that version says of itself', async () => {
    expect(await kube.version()).toMatch(/^v1\.37\./)
    const served = Object.keys(live.kinds)
    const known = Object.fromEntries(Object.entries(kubernetesTable.kinds).filter(([key]) => served.includes(key)))
    expect(live.kinds).toEqual(known)
    const types = Object.fromEntries(Object.keys(live.types).map((name) => [name, kubernetesTable.types[name]]))
    expect(live.types).toEqual(types)
  })

  it('knows every field of the objects that a cluster starts with', async () => {
    const kinds: readonly KindRef[] = [
      { apiVersion: 'v1', kind: 'Pod' },
      { apiVersion: 'v1', kind: 'Node' },
      { apiVersion: 'v1', kind: 'Service' },
      { apiVersion: 'apps/v1', kind: 'Deployment' },
      { apiVersion: 'apps/v1', kind: 'DaemonSet' },
      { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' },
    ]
    const objects = (await Promise.all(kinds.map((kind) => kube.list(kind)))).flat()
    const unknown = objects.flatMap((object) => unknownFields(object, kubernetesTable.kinds[`${object.apiVersion}/${object.kind}`]?.type, object.kind))
    expect(objects.length).toBeGreaterThan(5)
    expect([...new Set(unknown)]).toEqual([])
  })
})

function unknownFields(value: unknown, type: string | undefined, path: string): string[] {
  if (type === undefined) return [path]
  if (Array.isArray(value)) return value.flatMap((item) => unknownFields(item, type.slice(type.indexOf(']') + 1), path))
  if (typeof value !== 'object' || value === null || type === 'any') return []
  if (type.startsWith('{}')) return Object.values(value).flatMap((inner) => unknownFields(inner, type.slice(2), `${path}.*`))
  return Object.entries(value).flatMap(([name, inner]) => unknownFields(inner, kubernetesTable.types[type]?.[name], `${path}.${name}`))
}
